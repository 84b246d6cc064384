/** Does one thing later; asked again, the earlier one is dropped. */
export interface Delay {
  start: (ms: number, run: () => void) => void;
  stop: () => void;
}

export function makeDelay(): Delay {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  return {
    start: (ms, run) => {
      stop();
      timer = setTimeout(run, ms);
    },
    stop,
  };
}
