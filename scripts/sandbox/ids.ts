import { randomBytes } from "node:crypto";

/** An id as providers make them: a prefix and letters that mean nothing. */
export const newId = (prefix: string): string => prefix + randomBytes(9).toString("hex");
