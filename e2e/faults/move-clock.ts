const TrueDate = Date;

/** Makes the clock of this process run ahead of the machine's, or behind it; timers keep their pace. */
export function moveClock(aheadMs: number): void {
  globalThis.Date = new Proxy(TrueDate, {
    construct: (target, args: [], newTarget: typeof Date) =>
      Reflect.construct(target, args.length === 0 ? [TrueDate.now() + aheadMs] : args, newTarget) as Date,
    get: (target, name) => (name === "now" ? () => TrueDate.now() + aheadMs : (Reflect.get(target, name) as unknown)),
  });
}
