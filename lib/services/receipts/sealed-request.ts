import { sealer } from "@/lib/auth/sealed";
import type { SignedRequest } from "@/lib/integrations/signed-request";

type Headers = readonly (readonly [name: string, value: string])[];

/** Headers that prove or carry something secret: not kept, not even sealed. */
const SECRET = /signature|hmac|authorization|cookie|token|api-key|secret/i;
/** What only says how the request came here. */
const OF_THE_WAY = /^(?:host|connection|content-length|accept-encoding|x-forwarded-.*|x-linquid-.*|forwarded|via)$/i;

const place = (column: "headers" | "body", id: string, workspaceId: string) => ({
  table: "receipts",
  column,
  row: id,
  workspace: workspaceId,
});

export const keptHeaders = (headers: Iterable<[string, string]>): Headers =>
  [...headers].filter(([name]) => !SECRET.test(name) && !OF_THE_WAY.test(name));

/** The bytes as they came, whatever they are: sealed texts are text. */
export const sealRequest = (
  of: { id: string; workspaceId: string },
  request: { headers: Headers; body: Buffer },
): { headers: string; body: string } => ({
  headers: sealer.seal(JSON.stringify(request.headers), place("headers", of.id, of.workspaceId)),
  body: sealer.seal(request.body.toString("base64"), place("body", of.id, of.workspaceId)),
});

export interface OpenedRequest extends Pick<SignedRequest, "header" | "body"> {
  headers: Headers;
}

/** What `sealRequest` sealed; null once it was erased. @throws SealBroken */
export function openRequest(row: {
  id: string;
  workspaceId: string | null;
  headers: string | null;
  body: string | null;
}): OpenedRequest | null {
  if (row.body === null || row.headers === null || row.workspaceId === null) return null;
  const headers = JSON.parse(sealer.open(row.headers, place("headers", row.id, row.workspaceId))) as Headers;
  const named = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    headers,
    header: (name) => named.get(name.toLowerCase()) ?? null,
    body: Buffer.from(sealer.open(row.body, place("body", row.id, row.workspaceId)), "base64"),
  };
}
