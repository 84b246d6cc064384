import { AppError } from "@/lib/shared/errors";
import { freshUntil } from "@/lib/shared/fresh-session";

/** @throws AppError REAUTHENTICATION_REQUIRED when whoever is signed in showed it too long ago */
export function assertFresh(confirmedAt: Date, now = Date.now()): void {
  if (freshUntil(confirmedAt).getTime() > now) return;
  throw new AppError(
    "REAUTHENTICATION_REQUIRED",
    "You signed in more than 30 minutes ago. Confirm that it is you, then ask again.",
  );
}
