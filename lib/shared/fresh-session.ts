import { MINUTE } from "./time";

/** How long a session may do what asks for the person, after they showed who they are. */
const FRESH_MS = 30 * MINUTE;

export const freshUntil = (confirmedAt: Date): Date => new Date(confirmedAt.getTime() + FRESH_MS);
