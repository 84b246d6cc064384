const SLOT_MS = 50;

/** Something that must be over by a moment. `slot` belongs to `Deadlines`; start it at -1. */
export interface Expiring {
  slot: number;
  expire(): void;
}

/**
 * All deadlines of the sender, swept by one timer: adding and removing cost a set operation each, where a timer and an
 * AbortSignal per request cost a fifth of a delivery. An item expires at most 100 ms late and never early.
 */
export class Deadlines {
  readonly #slots = new Map<number, Set<Expiring>>();
  #count = 0;
  #swept = slotBefore(performance.now());
  #timer: NodeJS.Timeout | null = null;

  /** @param atMs on the clock of `performance.now()` */
  add(item: Expiring, atMs: number): void {
    if (!this.#timer) {
      this.#swept = slotBefore(performance.now());
      // Answers that arrived while the loop was busy are read before anything expires: timers run first, then sockets,
      // then immediates.
      this.#timer = setInterval(() => setImmediate(() => this.#sweep()), SLOT_MS);
    }
    item.slot = Math.max(Math.ceil(atMs / SLOT_MS), this.#swept + 1);
    const slot = this.#slots.get(item.slot);
    if (slot) slot.add(item);
    else this.#slots.set(item.slot, new Set([item]));
    this.#count++;
  }

  remove(item: Expiring): void {
    if (this.#slots.get(item.slot)?.delete(item)) this.#count--;
    item.slot = -1;
  }

  #sweep(): void {
    const due = slotBefore(performance.now());
    while (this.#swept < due) {
      this.#swept++;
      const items = this.#slots.get(this.#swept);
      if (!items) continue;
      this.#slots.delete(this.#swept);
      this.#count -= items.size;
      for (const item of items) {
        item.slot = -1;
        item.expire();
      }
    }
    if (this.#count > 0 || !this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = null;
    this.#slots.clear();
  }
}

const slotBefore = (ms: number): number => Math.floor(ms / SLOT_MS);
