/** What is said to a person about themselves. */
export const personWords = {
  me: {
    title: "Your figures",
    here: "Here",
    everywhere: "In all channels",
    asked: "Asked",
    answered: "Answered",
    late: "Late",
    streak: "Streak",
    longest: "Longest streak",
    none: "You have not answered here yet. Your figures start with your first answer.",
    away: (ranges: string) => `Away: ${ranges}`,
    awaySaved: (day: string) => `Away until ${day}. These days do not count for your streak.`,
    awayUsage: "Say `/drill away until 24 Dec`.",
  },

  home: {
    title: "Your drills",
    figures: (answered: number, asked: number) => `${answered} of ${asked} answered`,
    late: (late: number) => `${late} late`,
    streak: (streak: number) => `streak ${streak}`,
    longest: (longest: number) => `longest ${longest}`,
    noFigures: "Your figures start with your first answer.",
    channel: (name: string) => `#${name}`,
    reveal: " · reveal ",
    answered: " · you answered",
    notYet: " · not answered yet",
    next: "Next question: ",
    paused: "Paused.",
    none: "No question is planned.",
    nothing: "None of your channels has drills yet. `/drill setup` in a channel starts them.",
    page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  },

  myData: {
    title: "What I keep of you here",
    nothing: "Nothing.",
    forReview: "Kept for review",
    flagged: "What you flagged",
    export: "My data",
    forget: "Forget me",
    sure:
      "I will forget what you wrote in this workspace, and take it out of reveals. Your answers still count, without " +
      "your name. What you wrote in threads stays there until you delete it. This cannot be undone.",
    surely: "Forget me now",
    forgotten: (answers: number) =>
      answers === 0
        ? "There was nothing of yours to forget."
        : `Forgotten: ${answers} ${answers === 1 ? "answer" : "answers"}. Reveals that quoted you are being edited.`,
  },
} as const;
