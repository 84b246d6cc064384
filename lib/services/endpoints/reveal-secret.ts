import { SealBroken, sealer } from "@/lib/auth/sealed";
import type { RevealedSecret, RevealSecret } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { AppError, notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { getEndpointRow } from "./scope";
import { placeOfSecret } from "./secrets";

/**
 * Shows a signing secret that still signs. Nobody sees it without an entry in the audit log.
 * @throws AppError NOT_FOUND, CONFLICT when this server has no key that opens it
 */
export async function revealEndpointSecret(
  ctx: Context,
  scope: EndpointScope,
  id: string,
  input: RevealSecret,
): Promise<RevealedSecret> {
  return withTransaction(ctx, async (tx) => {
    const endpoint = await getEndpointRow(tx.db, scope, id);
    const now = new Date();
    const found = endpoint.secrets.find((each) =>
      input.secretId === undefined ? each.expiresAt === null : each.id === input.secretId,
    );
    if (!found || (found.expiresAt && found.expiresAt <= now)) throw notFound("signing secret");
    const secret = open(ctx.workspace.id, found);
    await tx.audit({
      action: "endpoint.reveal_secret",
      objectType: "endpoint",
      objectId: id,
      objectName: endpoint.name,
      after: { signingSecretId: found.id, current: found.expiresAt === null },
    });
    return { id: found.id, secret };
  });
}

function open(workspaceId: string, row: { id: string; sealed: string }): string {
  try {
    return sealer.open(row.sealed, placeOfSecret(workspaceId, row.id));
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new AppError("CONFLICT", "This server has no key that opens this secret. Rotate it.", { cause: error });
  }
}
