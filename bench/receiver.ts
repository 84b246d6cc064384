// The receivers of the bench, in a process of their own: ten ports that answer 200 after 20 ms and count requests by
// `webhook-id`. Bodies are read and not looked at. Told what to do over the channel to its parent.

import { createServer } from "node:http";

export interface ReceiverReport {
  requests: number;
  /** Ids that arrived, over all ports; the same id on two ports is two. */
  distinct: number;
  byPort: number[];
  /** Milliseconds since the epoch, with fractions. 0 when nothing arrived. */
  firstAt: number;
  lastAt: number;
  /** When the last distinct arrival of each port was. */
  lastAtByPort: number[];
  /** First arrival by id; only while asked for. */
  arrivals: Record<string, number>;
}

export type ReceiverCommand =
  | { do: "reset"; keepArrivals: boolean; hanging: number | null }
  | { do: "report"; withArrivals: boolean };

const PORTS = 10;
const ANSWER_AFTER_MS = 20;

const now = (): number => performance.timeOrigin + performance.now();
let seen: Set<string>[] = [];
let requests = 0;
let firstAt = 0;
let lastAtByPort: number[] = [];
let arrivals: Map<string, number> | null = null;
let hanging: number | null = null;

function reset(keepArrivals: boolean, hangs: number | null): void {
  seen = Array.from({ length: PORTS }, () => new Set<string>());
  lastAtByPort = Array.from({ length: PORTS }, () => 0);
  requests = 0;
  firstAt = 0;
  arrivals = keepArrivals ? new Map() : null;
  hanging = hangs;
}

function report(withArrivals: boolean): ReceiverReport {
  return {
    requests,
    distinct: seen.reduce((sum, ids) => sum + ids.size, 0),
    byPort: seen.map((ids) => ids.size),
    firstAt,
    lastAt: Math.max(0, ...lastAtByPort),
    lastAtByPort,
    arrivals: withArrivals && arrivals ? Object.fromEntries(arrivals) : {},
  };
}

reset(false, null);

const ports = await Promise.all(
  Array.from({ length: PORTS }, (_, index) => {
    const server = createServer((request, response) => {
      const at = now();
      const id = request.headers["webhook-id"];
      requests += 1;
      firstAt ||= at;
      if (typeof id === "string" && !seen[index]?.has(id)) {
        seen[index]?.add(id);
        lastAtByPort[index] = at;
        if (arrivals && !arrivals.has(id)) arrivals.set(id, at);
      }
      request.resume();
      if (hanging !== index) setTimeout(() => response.writeHead(200).end("ok"), ANSWER_AFTER_MS);
    });
    server.keepAliveTimeout = 60_000;
    return new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address ? address.port : 0);
      });
    });
  }),
);

process.on("message", (command: ReceiverCommand) => {
  if (command.do === "reset") {
    reset(command.keepArrivals, command.hanging);
    process.send?.("done");
  } else process.send?.(report(command.withArrivals));
});
process.on("disconnect", () => process.exit(0));
process.send?.(ports);
