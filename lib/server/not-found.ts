import "server-only";

import { notFound } from "next/navigation";

import { AppError } from "@/lib/shared/errors";

/** Shows the page that is not there when a service says so; anything else is thrown on. */
export function notFoundIfMissing(error: unknown): never {
  if (error instanceof AppError && error.error === "NOT_FOUND") notFound();
  throw error;
}
