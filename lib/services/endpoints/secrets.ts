import { sealer } from "@/lib/auth/sealed";
import { newId } from "@/lib/shared/ids";
import { newSigningSecret, secretHint } from "@/lib/webhooks/signing";

/** Where a sealed signing secret belongs. */
export const placeOfSecret = (workspace: string, row: string) => ({
  table: "endpoint_secrets",
  column: "sealed",
  row,
  workspace,
});

/** Whose secret it is, and who makes it. */
interface SecretMaker {
  workspace: { id: string };
  actor: { name: string };
}

/** A new signing secret: in clear for the one answer that shows it, and as the row that keeps it. */
export function makeSecret({ workspace, actor }: SecretMaker, endpointId: string) {
  const id = newId("endpointSecret");
  const workspaceId = workspace.id;
  const secret = newSigningSecret();
  const sealed = sealer.seal(secret, placeOfSecret(workspaceId, id));
  return {
    secret,
    row: { id, workspaceId, endpointId, sealed, hint: secretHint(secret), createdBy: actor.name },
  };
}
