import { isDatabaseAway } from "@/lib/db/database-away";
import { type NewEvent, writeEvents } from "@/lib/db/engine/accept";

/** Events of calls that arrive while others are being written go together with the next statement. */
const WRITERS = 2;
const ROWS_MAX = 500;

interface Call {
  rows: readonly NewEvent[];
  resolve: (fresh: ReadonlySet<string>) => void;
  reject: (error: unknown) => void;
}

const waiting: Call[] = [];
let writing = 0;

/**
 * Writes accepted events with their outbox rows and wakes the engines. Resolves after the commit, with the ids that
 * are new; the others carry an idempotency key that was used before.
 */
export function acceptEvents(rows: readonly NewEvent[]): Promise<ReadonlySet<string>> {
  return new Promise((resolve, reject) => {
    waiting.push({ rows, resolve, reject });
    write();
  });
}

function write(): void {
  while (writing < WRITERS && waiting.length > 0) void writeNext(takeCalls());
}

/** As many whole calls as fit into one statement, at least one. */
function takeCalls(): Call[] {
  let size = 0;
  const fitting = waiting.findIndex((call) => (size += call.rows.length) > ROWS_MAX);
  return waiting.splice(0, fitting === -1 ? waiting.length : Math.max(1, fitting));
}

async function writeNext(calls: readonly Call[]): Promise<void> {
  writing++;
  await writeCalls(calls);
  writing--;
  write();
}

async function writeCalls(calls: readonly Call[]): Promise<void> {
  try {
    const fresh = await writeEvents(calls.flatMap((call) => call.rows));
    for (const call of calls) call.resolve(fresh);
  } catch (error) {
    if (calls.length === 1 || isDatabaseAway(error)) {
      for (const call of calls) call.reject(error);
      return;
    }
    // One call's rows were refused; the others must not fail with it.
    for (const call of calls) await writeCalls([call]);
  }
}
