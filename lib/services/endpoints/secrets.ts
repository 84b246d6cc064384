import { sealer } from "@/lib/auth/sealed";
import { newId } from "@/lib/shared/ids";
import { newSigningSecret, secretHint } from "@/lib/webhooks/signing";

import type { Context } from "../context";

/** Where a sealed signing secret belongs. */
export const placeOfSecret = (workspace: string, row: string) => ({
  table: "endpoint_secrets",
  column: "sealed",
  row,
  workspace,
});

/** A new signing secret: in clear for the one answer that shows it, and as the row that keeps it. */
export function makeSecret(ctx: Context, endpointId: string) {
  const id = newId("endpointSecret");
  const workspaceId = ctx.workspace.id;
  const secret = newSigningSecret();
  const sealed = sealer.seal(secret, placeOfSecret(workspaceId, id));
  return {
    secret,
    row: { id, workspaceId, endpointId, sealed, hint: secretHint(secret), createdBy: ctx.actor.name },
  };
}
