import type { TenantClient } from "@/lib/db/tenant";
import type { Adapter } from "@/lib/integrations/adapter";
import { findAdapter } from "@/lib/integrations/catalogue";
import { notFound } from "@/lib/shared/errors";

export type InstallationRow = NonNullable<Awaited<ReturnType<TenantClient["installation"]["findFirst"]>>>;
export type CredentialRow = NonNullable<Awaited<ReturnType<TenantClient["credential"]["findFirst"]>>>;
export type FullRow = InstallationRow & { credential: CredentialRow | null };

/** @throws AppError NOT_FOUND for a missing and a foreign one alike */
export async function getInstallationRow(db: TenantClient, id: string): Promise<FullRow> {
  const row = await db.installation.findFirst({ where: { id }, include: { credential: true } });
  if (!row) throw notFound("integration");
  return row;
}

/** @throws AppError NOT_FOUND */
export function adapterOf(provider: string): Adapter {
  const adapter = findAdapter(provider);
  if (!adapter) throw notFound("provider");
  return adapter;
}
