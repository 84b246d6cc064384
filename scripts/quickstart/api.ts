import { setTimeout as pause } from "node:timers/promises";

/** A small caller of our own API, as any client would be. */
export interface Api {
  (method: "GET" | "POST", path: string, body?: unknown): Promise<unknown>;
}

export function apiOf(url: string, key: string): Api {
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // Every answer of the API has this shape.
    const answer = (await response.json()) as { success: boolean; data?: unknown; message?: string; details?: unknown };
    if (!answer.success)
      throw new Error(`${method} ${path}: ${answer.message} ${JSON.stringify(answer.details ?? [])}`);
    return answer.data;
  };
}

/** Asks again until `ask` answers something, or gives up with `what` in words. */
export async function until<Answer>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<Answer | null>,
): Promise<Answer> {
  for (const end = Date.now() + timeoutMs; ; await pause(100)) {
    const answer = await ask().catch(() => null);
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${timeoutMs / 1000} s.`);
  }
}
