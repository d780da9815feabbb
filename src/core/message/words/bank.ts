/** What is said about questions of a team's own: suggested, flagged, looked at. */
export const bankWords = {
  review: {
    place: (at: number, of: number) => `${at} of ${of}`,
    none: "Nothing waits for you here.",
    next: "Next",
    gone: "That is not there any more.",
  },
} as const;
