import { SECOND } from "@/lib/shared/time";

export interface TryRequest {
  method: string;
  /** With its parameters filled in, and what stands behind the question mark. */
  path: string;
  workspaceId: string | null;
  /** JSON text; null where nothing is sent. */
  body: string | null;
}

export interface TryAnswer {
  status: number;
  headers: [string, string][];
  body: string;
  /** The body goes on; this is its beginning. */
  cut: boolean;
  /** Until the whole answer, or what is shown of it, was there. */
  ms: number;
}

const BODY_MAX = 256 * 1024;
/** Streams never end by themselves. */
const TIME_MAX_MS = 10 * SECOND;

/** Asks this server as a page of it does, with the session. @throws TypeError when no answer came */
export async function tryOperation({ method, path, workspaceId, body }: TryRequest): Promise<TryAnswer> {
  const started = performance.now();
  const response = await fetch(path, {
    method,
    headers: {
      accept: "application/json, */*;q=0.5",
      ...(workspaceId !== null && { "x-workspace-id": workspaceId }),
      ...(body !== null && { "content-type": "application/json" }),
    },
    ...(body !== null && { body }),
  });
  const read = await beginningOf(response);
  return { ...read, status: response.status, headers: [...response.headers], ms: performance.now() - started };
}

async function beginningOf(response: Response): Promise<{ body: string; cut: boolean }> {
  if (!response.body) return { body: "", cut: false };
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  const late = setTimeout(() => void reader.cancel(), TIME_MAX_MS);
  const until = Date.now() + TIME_MAX_MS;
  let body = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { body, cut: Date.now() >= until };
      body += value;
      if (body.length < BODY_MAX) continue;
      await reader.cancel();
      return { body: body.slice(0, BODY_MAX), cut: true };
    }
  } finally {
    clearTimeout(late);
  }
}
