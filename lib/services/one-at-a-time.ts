/**
 * Work on many things of which each is worked on once at a time in this process: what is asked for meanwhile is looked
 * for once more at the end, and whoever asked does not wait for it.
 */
export class OneAtATime {
  readonly #underway = new Map<string, { again: boolean }>();
  #running = 0;
  readonly #queue: (() => void)[] = [];

  /** @param atOnce how many things are worked on side by side; the others wait for their turn */
  constructor(private readonly atOnce = Infinity) {}

  /** @param work one turn; it answers true when something is left for another */
  async run(key: string, work: () => Promise<boolean>): Promise<void> {
    const known = this.#underway.get(key);
    if (known) {
      known.again = true;
      return;
    }
    const lane = { again: true };
    this.#underway.set(key, lane);
    try {
      while (lane.again) {
        lane.again = false;
        if (await this.#inTurn(work)) lane.again = true;
      }
    } finally {
      this.#underway.delete(key);
    }
  }

  async #inTurn(work: () => Promise<boolean>): Promise<boolean> {
    if (this.#running < this.atOnce) this.#running++;
    else
      await new Promise<void>((resolve) => {
        this.#queue.push(resolve);
      });
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      // The turn is handed on, so that nobody who comes now overtakes those who wait.
      if (next) next();
      else this.#running--;
    }
  }
}
