export interface TogetherOptions<Item, Result> {
  /** Runs that are under way side by side. */
  atOnce: number;
  /** Items of one run; a call with more goes alone. */
  itemsMax: number;
  run: (items: readonly Item[]) => Promise<Result>;
  /** Errors that say nothing of the items: then no call is tried by itself. */
  isCommon: (error: unknown) => boolean;
}

interface Call<Item, Result> {
  items: readonly Item[];
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** Calls that come while others are under way go together with the next run, and each gets what that run came to. */
export class Together<Item, Result> {
  readonly #waiting: Call<Item, Result>[] = [];
  #underway = 0;

  constructor(private readonly options: TogetherOptions<Item, Result>) {}

  call(items: readonly Item[]): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    while (this.#underway < this.options.atOnce && this.#waiting.length > 0) void this.#turn(this.#take());
  }

  /** As many whole calls as fit into one run, at least one. */
  #take(): Call<Item, Result>[] {
    let size = 0;
    const fitting = this.#waiting.findIndex((call) => (size += call.items.length) > this.options.itemsMax);
    return this.#waiting.splice(0, fitting === -1 ? this.#waiting.length : Math.max(1, fitting));
  }

  async #turn(calls: readonly Call<Item, Result>[]): Promise<void> {
    this.#underway++;
    await this.#run(calls);
    this.#underway--;
    this.#next();
  }

  async #run(calls: readonly Call<Item, Result>[]): Promise<void> {
    try {
      const result = await this.options.run(calls.flatMap(({ items }) => items));
      for (const call of calls) call.resolve(result);
    } catch (error) {
      if (calls.length === 1 || this.options.isCommon(error)) {
        for (const call of calls) call.reject(error);
        return;
      }
      // The items of one call were refused; the others must not fail with it.
      for (const call of calls) await this.#run([call]);
    }
  }
}
