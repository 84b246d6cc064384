import type { LiveEvent } from "@/lib/contracts/live";
import { MINUTE, SECOND } from "@/lib/shared/time";

import { Problem } from "./http";
import type { LiveLine } from "./live-events";

export type LiveState = "live" | "paused" | "reconnecting" | "off";

export interface LiveStatus {
  /** `off`: refused, and not tried again. `paused`: by the person, or because nobody is there. */
  state: LiveState;
  /** When something last arrived; milliseconds. */
  lastAt: number | null;
  /** Without a stream for so long that the page should say so. */
  lost: boolean;
  /** It was paused because nobody was there. */
  away: boolean;
}

type Connect = (lastId: string | null, signal: AbortSignal) => AsyncIterable<LiveLine>;

const WAITS = [1, 2, 5, 10, 30].map((s) => s * SECOND);
/** The server gives a sign every 15 s; without any for this long the connection is dead, whatever it says. */
const SILENT_MS = 40 * SECOND;
const LOST_MS = 3 * MINUTE;

/**
 * Keeps one stream open: reconnects after 1, 2, 5, 10, then every 30 s, from the last message on. Tells its state to
 * whoever subscribes.
 */
export class LiveConnection {
  private current: LiveStatus = { state: "reconnecting", lastAt: null, lost: false, away: false };
  private readonly listeners = new Set<() => void>();
  private abort: AbortController | null = null;
  private lastId: string | null = null;
  private failures = 0;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private losing: ReturnType<typeof setTimeout> | undefined;
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly connect: Connect,
    private readonly onEvent: (event: LiveEvent) => void,
  ) {}

  readonly status = (): LiveStatus => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Connects now, also while it waits for its next try. */
  readonly resume = (): void => {
    this.halt();
    this.failures = 0;
    this.set({ state: "reconnecting", away: false });
    this.losing ??= setTimeout(() => this.set({ lost: true }), LOST_MS);
    void this.run();
  };

  readonly pause = (away = false): void => {
    this.stop();
    this.set({ state: "paused", lost: false, away });
  };

  /** Ends it without a word. */
  readonly stop = (): void => {
    this.halt();
    clearTimeout(this.losing);
    this.losing = undefined;
  };

  private halt(): void {
    this.abort?.abort();
    this.abort = null;
    clearTimeout(this.silence);
    clearTimeout(this.waiting);
  }

  private async run(): Promise<void> {
    const abort = (this.abort = new AbortController());
    let problem: unknown = null;
    try {
      this.expectSign(abort);
      for await (const line of this.connect(this.lastId, abort.signal)) {
        if (this.abort !== abort) return;
        this.expectSign(abort);
        this.arrived(line);
      }
    } catch (error) {
      problem = error;
    }
    // Somebody else took over, or it was stopped.
    if (this.abort !== abort) return;
    this.broken(problem);
  }

  private arrived({ id, event }: LiveLine): void {
    this.failures = 0;
    clearTimeout(this.losing);
    this.losing = undefined;
    this.set({ state: "live", lastAt: Date.now(), lost: false });
    if (id !== null) this.lastId = id;
    if (event) this.onEvent(event);
  }

  private broken(problem: unknown): void {
    clearTimeout(this.silence);
    const refused = problem instanceof Problem && problem.status >= 400 && problem.status < 500;
    if (refused && problem.status !== 429) {
      this.stop();
      this.set({ state: "off", lost: false });
      return;
    }
    this.set({ state: "reconnecting" });
    this.losing ??= setTimeout(() => this.set({ lost: true }), LOST_MS);
    const wait = WAITS[Math.min(this.failures++, WAITS.length - 1)]!;
    const asked = problem instanceof Problem ? (problem.retryAfterMs ?? 0) : 0;
    this.waiting = setTimeout(() => void this.run(), Math.max(wait, asked));
  }

  private expectSign(abort: AbortController): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => abort.abort(), SILENT_MS);
  }

  private set(change: Partial<LiveStatus>): void {
    this.current = { ...this.current, ...change };
    for (const listener of this.listeners) listener();
  }
}
