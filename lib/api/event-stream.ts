import { SECOND } from "@/lib/shared/time";

/** Tells client and proxies in between that the connection lives. */
const HEARTBEAT_MS = 15 * SECOND;
/** A revoked key is remembered for 3 s; with this and the time of a query, its streams end within 5. */
const JUDGE_MS = 1.5 * SECOND;
/** A client that is behind by this much is let go: it resumes after the last message that it read. */
const BEHIND_MAX_BYTES = 256 * 1024;

interface Source {
  start(send: (message: { id: string; event: object }) => void): void;
  stop(): void;
}

/**
 * Answers server-sent events for as long as the client stays and `stillMay` resolves. That is asked every 1.5 s, and
 * judges as a request is judged: two look-ups by key for each stream. When it cannot be asked the stream ends too, and
 * the client's next attempt is told why.
 */
export function eventStream(source: Source, stillMay: () => Promise<void>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  /** Once, whoever comes first: a client that left has closed the body already. */
  let leave: () => boolean = () => false;
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let open = true;
        let judging = false;
        const end = (): void => {
          if (leave()) controller.close();
        };
        const write = (text: string): void => {
          if (!open) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) <= 0) end();
        };
        const judge = (): void => {
          if (judging) return;
          judging = true;
          stillMay().then(() => void (judging = false), end);
        };
        const timers = [setInterval(write, HEARTBEAT_MS, ": still here\n\n"), setInterval(judge, JUDGE_MS)];
        leave = () => {
          if (!open) return false;
          open = false;
          timers.forEach(clearInterval);
          signal.removeEventListener("abort", end);
          source.stop();
          return true;
        };
        signal.addEventListener("abort", end);
        source.start(({ id, event }) => write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`));
        if (signal.aborted) end();
      },
      cancel: () => void leave(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: BEHIND_MAX_BYTES }),
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // A proxy that compresses or buffers would hold messages back.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
