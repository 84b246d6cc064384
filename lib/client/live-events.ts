import { contracts } from "@/lib/contracts";
import { LiveEvent } from "@/lib/contracts/live";

import { problemOf, send } from "./http";

/** One message, or, with neither id nor event, a sign that the connection lives. */
export interface LiveLine {
  id: string | null;
  event: LiveEvent | null;
}

/**
 * The stream of a workspace, as it arrives. Ends when the server ends it. The browser's own EventSource cannot name the
 * workspace in a header, nor say why it was refused.
 * @throws Problem when the stream is refused
 */
export async function* readLive(
  workspaceId: string,
  lastId: string | null,
  signal: AbortSignal,
): AsyncGenerator<LiveLine, void, undefined> {
  const headers = { accept: "text/event-stream", ...(lastId !== null && { "last-event-id": lastId }) };
  const response = await send(contracts.live.stream, { workspaceId, headers, signal });
  if (!response.ok || !response.body) throw problemOf(response, await response.json().catch(() => null));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const parts = (rest + value).split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) yield lineOf(part);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function lineOf(part: string): LiveLine {
  const fields = new Map(
    part.split("\n").map((line): [string, string] => {
      const at = line.indexOf(":");
      return [line.slice(0, at), line.slice(at + 1).trimStart()];
    }),
  );
  const data = fields.get("data");
  return { id: fields.get("id") ?? null, event: data === undefined ? null : LiveEvent.parse(JSON.parse(data)) };
}
