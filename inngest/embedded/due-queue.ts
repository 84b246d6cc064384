interface Entry {
  dueAt: number;
  order: number;
  act: () => void;
}

/** A later look at the clock than this would miss that the machine slept or that its clock was set. */
const LONGEST_TIMER_MS = 60_000;

/**
 * Acts that become due, by time, and in the order they came where the time is the same. However many wait, one timer
 * runs. Never early: an act runs when the wall clock has reached its time.
 */
export class DueQueue {
  /** A binary heap: no entry is later than the two at twice its place. */
  private readonly heap: Entry[] = [];
  private timer: NodeJS.Timeout | undefined;
  private timerFor = Infinity;
  private added = 0;

  get size(): number {
    return this.heap.length;
  }

  /** @param dueAt milliseconds since the epoch */
  add(dueAt: number, act: () => void): void {
    this.siftUp({ dueAt, order: this.added++, act });
    this.setTimer();
  }

  clear(): void {
    this.heap.length = 0;
    this.setTimer();
  }

  private setTimer(): void {
    const dueAt = this.heap[0]?.dueAt ?? Infinity;
    if (dueAt === this.timerFor) return;
    clearTimeout(this.timer);
    this.timerFor = dueAt;
    if (dueAt === Infinity) return;
    const waitMs = Math.min(Math.max(dueAt - Date.now(), 0), LONGEST_TIMER_MS);
    this.timer = setTimeout(() => this.actOnDue(), waitMs);
  }

  private actOnDue(): void {
    this.timerFor = Infinity;
    const now = Date.now();
    for (let first = this.heap[0]; first && first.dueAt <= now; first = this.heap[0]) {
      this.removeFirst();
      first.act();
    }
    this.setTimer();
  }

  private siftUp(entry: Entry): void {
    const { heap } = this;
    let at = heap.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  private removeFirst(): void {
    const { heap } = this;
    const entry = heap.pop();
    if (!entry || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (child >= heap.length || !isBefore(heap[child]!, entry)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = entry;
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.order < b.order);
}
