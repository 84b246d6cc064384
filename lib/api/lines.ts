import { logger } from "@/lib/observability/logger";

const LINES_TYPE = "application/x-ndjson";

/** Whether the client asked for a line for each piece instead of one answer. */
export const wantsLines = (headers: Headers): boolean => (headers.get("accept") ?? "").includes(LINES_TYPE);

/**
 * An answer that is written as its work goes on, a JSON object a line. The work ends by itself also when nobody reads
 * any more. What goes wrong after the first line can only be told in a line.
 * @param onFailure the line for an error
 */
export function lines<Line>(work: (write: (line: Line) => void) => Promise<void>, onFailure: Line): Response {
  const encoder = new TextEncoder();
  let open = true;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const write = (line: Line): void => {
        if (open) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      try {
        await work(write);
      } catch (error) {
        logger.error({ error }, "A streamed answer ended early");
        write(onFailure);
      }
      if (open) controller.close();
      open = false;
    },
    cancel() {
      open = false;
    },
  });
  return new Response(body, { headers: { "content-type": `${LINES_TYPE}; charset=utf-8` } });
}
