import { createHash } from "node:crypto";

import type { TenantClient } from "@/lib/db/tenant";
import type { Person } from "@/lib/integrations/actions";

import type { CustomerRow } from "../customers/to-customer";

/**
 * The external ids under which a person of a provider may be known here, the best first. Ids of providers are theirs
 * alone, so each carries whose it is; guests are known by a digest of their address.
 */
export function customerIds(provider: string, { externalId, email }: Person): string[] {
  const own = externalId === null ? [] : [`${provider}:${externalId}`.slice(0, 255)];
  const guest = email === null ? [] : [`${provider}:guest:${digest(email)}`];
  return [...own, ...guest];
}

const digest = (email: string): string =>
  createHash("sha256").update(email.trim().toLowerCase()).digest("hex").slice(0, 32);

/** Whom we know of a provider's people. Never by an address alone that another provider gave. */
export async function findCustomer(db: TenantClient, provider: string, person: Person): Promise<CustomerRow | null> {
  for (const externalId of customerIds(provider, person)) {
    const row = await db.customer.findFirst({ where: { externalId, erasedAt: null } });
    if (row) return row;
  }
  return null;
}
