import { Prisma } from "./generated/client";

/** A value for a nullable JSON column, where null means that there is none (and not the JSON text `null`). */
export const jsonColumn = (value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull =>
  // Callers give what a contract parsed from JSON.
  value === null ? Prisma.DbNull : (value as Prisma.InputJsonValue);
