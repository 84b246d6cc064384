import { findLinkedPerson, insertInvitedPerson, linkPerson } from "@/lib/db/accounts/providers";
import { EMAIL_MAX, normaliseEmail } from "@/lib/shared/email";

export interface ProviderIdentity {
  provider: string;
  accountId: string;
  name: string;
  /** Verified by the provider. */
  email: string | null;
}

const NAME_MAX = 100;

/**
 * The account of whoever a provider vouches for: the one it is linked with, else the one with the verified address, else
 * a new one if that address is invited. Null otherwise: nobody signs up alone.
 */
export async function admit(identity: ProviderIdentity): Promise<{ userId: string } | null> {
  const linked = await findLinkedPerson(identity);
  if (linked !== null) return { userId: linked };
  if (identity.email === null || identity.email.length > EMAIL_MAX) return null;
  const email = normaliseEmail(identity.email);
  const userId = await insertInvitedPerson({ email, name: nameOf(identity, email), passwordHash: null });
  return userId === null ? null : { userId: await linkPerson(userId, identity) };
}

/** A provider's name is a text from outside; without a usable one the address says who it is. */
function nameOf({ name }: ProviderIdentity, email: string): string {
  const clean = name
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, "")
    .trim()
    .slice(0, NAME_MAX)
    .toWellFormed();
  return clean === "" ? email.split("@")[0]! : clean;
}
