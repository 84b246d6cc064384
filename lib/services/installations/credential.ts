import { sealer } from "@/lib/auth/sealed";
import type { Connected, Credential } from "@/lib/integrations/adapter";

import type { Context } from "../context";
import { appOf, providerIo } from "./app";
import { adapterOf, type CredentialRow, type FullRow } from "./find";

const placeOf = ({ id, workspaceId }: Pick<CredentialRow, "id" | "workspaceId">) => ({
  table: "credentials",
  column: "sealed",
  row: id,
  workspace: workspaceId,
});

export const sealCredential = (of: Pick<CredentialRow, "id" | "workspaceId">, credential: Credential): string =>
  sealer.seal(JSON.stringify(credential), placeOf(of));

/** What `sealCredential` sealed. @throws SealBroken */
export const openCredential = (row: CredentialRow): Credential =>
  JSON.parse(sealer.open(row.sealed, placeOf(row))) as Credential;

/** What is left to call with once access was given back: nothing that a provider takes. */
const nothing = (accountId: string | null): Credential => ({
  accessToken: "",
  refreshToken: null,
  accountId: accountId ?? "",
  registration: null,
});

/** Everything a call for this installation needs, with its token as it is. */
export function connectedOf(ctx: Pick<Context, "workspace">, row: FullRow): Connected {
  return {
    io: providerIo(),
    app: appOf(adapterOf(row.provider), ctx.workspace.mode),
    credential: row.credential ? openCredential(row.credential) : nothing(row.externalAccountId),
  };
}
