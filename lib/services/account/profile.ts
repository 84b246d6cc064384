import { findUser, type UserRow } from "@/lib/db/users";
import { AppError } from "@/lib/shared/errors";

/** Name and address of a person who is signed in. @throws AppError UNAUTHORIZED when the account is gone */
export async function getProfile(userId: string): Promise<UserRow> {
  const user = await findUser(userId);
  if (!user) throw new AppError("UNAUTHORIZED", "This account no longer exists.");
  return user;
}
