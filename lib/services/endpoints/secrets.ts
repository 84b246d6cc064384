import { sealer } from "@/lib/auth/sealed";
import { newId } from "@/lib/shared/ids";
import { newSigningSecret, secretHint } from "@/lib/webhooks/signing";

/** A new signing secret: in clear for the one answer that shows it, and as the row that keeps it. */
export function makeSecret(workspaceId: string, endpointId: string) {
  const id = newId("endpointSecret");
  const secret = newSigningSecret();
  const sealed = sealer.seal(secret, { table: "endpoint_secrets", column: "sealed", row: id, workspace: workspaceId });
  return { secret, row: { id, workspaceId, endpointId, sealed, hint: secretHint(secret) } };
}
