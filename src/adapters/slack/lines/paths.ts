/** Where signed HTTP is taken, at whatever host stands before it. */
export const httpPath = "/slack/events";
