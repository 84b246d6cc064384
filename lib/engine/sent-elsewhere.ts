import { MINUTE } from "@/lib/shared/time";

const REMEMBERED_MAX = 20_000;
/** The longest silence of an engine that accepted a delivery, after which it is sent to it once more. */
const LONGEST_MS = 16 * MINUTE;

interface Sent {
  generation: number;
  at: number;
  waitMs: number;
}

/**
 * What was handed to an engine elsewhere. Accepted is not run: a server that was killed forgets, so what is still due
 * goes again after a minute, and then after twice as long each time, because a server that only is behind must not be
 * buried. Under a new generation it is another piece of work and goes at once.
 */
export class SentElsewhere {
  private readonly sent = new Map<string, Sent>();

  /** Whether this row, which is due, is to be sent now. */
  mayGo(row: { id: string; generation: number }, now = Date.now()): boolean {
    const known = this.sent.get(row.id);
    return known?.generation !== row.generation || now - known.at >= known.waitMs;
  }

  note(row: { id: string; generation: number }, now = Date.now()): void {
    const known = this.sent.get(row.id);
    const again = known?.generation === row.generation;
    this.sent.delete(row.id);
    this.sent.set(row.id, {
      generation: row.generation,
      at: now,
      waitMs: again ? Math.min(2 * known.waitMs, LONGEST_MS) : MINUTE,
    });
    const oldest = this.sent.keys().next().value;
    if (this.sent.size > REMEMBERED_MAX && oldest !== undefined) this.sent.delete(oldest);
  }
}
