import { Prisma } from "./generated/client";

/** A value for a nullable JSON column, where null means that there is none (and not the JSON text `null`). */
export const jsonColumn = (value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull =>
  value === null ? Prisma.DbNull : value;
