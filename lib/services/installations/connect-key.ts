import { createHash } from "node:crypto";

import type { Installation } from "@/lib/contracts/installations";
import type { Adapter } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { AppError, invalid } from "@/lib/shared/errors";

import type { Context } from "../context";
import { ConnectRefused, install } from "./install";

/**
 * Connects with a key of the provider's, once it has proved to work. The account is known by a digest of it where the
 * provider does not name it: the key itself stands nowhere but in its seal.
 * @throws AppError VALIDATION_ERROR for a key that is not taken, CONFLICT, SERVICE_UNAVAILABLE
 */
export async function connectWithKey(
  ctx: Context,
  adapter: Adapter,
  key: string,
  installationId: string | null,
): Promise<Installation> {
  const accountId = `key_${createHash("sha256").update(key).digest("hex").slice(0, 24)}`;
  const credential = { accessToken: key, refreshToken: null, accountId, registration: null };
  return refusedAsError(adapter, install(ctx, adapter, { credential, tokens: null, installationId }));
}

/** A provider that calls us with a key of ours: there is nothing to prove before its first call. */
export async function connectWithOurKey(
  ctx: Context,
  adapter: Adapter,
  installationId: string | null,
): Promise<Installation> {
  return refusedAsError(adapter, install(ctx, adapter, { credential: null, tokens: null, installationId }));
}

async function refusedAsError({ manifest }: Adapter, installing: Promise<Installation>): Promise<Installation> {
  try {
    return await installing;
  } catch (error) {
    if (error instanceof ConnectRefused) throw new AppError("CONFLICT", error.message);
    if (!(error instanceof ProviderFailure)) throw error;
    if (error.kind === "transient")
      throw new AppError("SERVICE_UNAVAILABLE", `${manifest.name} could not be reached. Try again in a moment.`);
    throw invalid(
      "input",
      error.kind === "scope"
        ? `This key of ${manifest.name} may do too little.`
        : `${manifest.name} does not take this key.`,
    );
  }
}
