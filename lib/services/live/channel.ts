import { randomBytes } from "node:crypto";

import { GatheredNotices, type LiveNotice } from "@/lib/db/live/notice";

/** One notice with its place in the order of its workspace. */
export interface Entry {
  id: string;
  notice: LiveNotice;
}

export interface Subscriber {
  entry(entry: Entry): void;
  /** Something may have been missed: everything shown must be read again. The id is where it goes on. */
  reset(id: string): void;
}

/** What arrives within this time goes out as one. */
const GATHER_MS = 250;
/** How far back a stream can resume: 50 s at the full rate, which no reconnect should outlast. */
const KEPT = 200;

/**
 * The stream of one workspace in this process: numbers what happens, keeps the last of it for who reconnects, and hands
 * it to who is connected. An id says which run of the numbers it belongs to, so that one of another process, or of
 * before a gap, is never taken for one of these.
 */
export class Channel {
  readonly subscribers = new Set<Subscriber>();
  private readonly gathered = new GatheredNotices();
  private run = newRun();
  private last = 0;
  private kept: Entry[] = [];
  private timer: NodeJS.Timeout | null = null;

  /** The id of the newest notice. */
  get at(): string {
    return `${this.run}.${this.last}`;
  }

  add(notice: LiveNotice): void {
    this.gathered.add(notice);
    this.timer ??= setTimeout(() => this.send(), GATHER_MS).unref();
  }

  /** What came after this id; null when that cannot be said. */
  since(id: string | null): Entry[] | null {
    const [run, number] = id?.split(".") ?? [];
    const seen = Number(number);
    if (run !== this.run || !Number.isSafeInteger(seen) || seen < 0 || seen > this.last) return null;
    const missed = this.last - seen;
    return missed > this.kept.length ? null : this.kept.slice(this.kept.length - missed);
  }

  /** Notices were lost: nobody can resume from before, and all who are connected are told. */
  reset(): void {
    this.stop();
    this.run = newRun();
    this.last = 0;
    this.kept = [];
    for (const subscriber of this.subscribers) subscriber.reset(this.at);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.gathered.take();
  }

  private send(): void {
    this.timer = null;
    for (const notice of this.gathered.take()) {
      this.last++;
      const entry = { id: this.at, notice };
      this.kept.push(entry);
      if (this.kept.length > KEPT) this.kept.shift();
      for (const subscriber of this.subscribers) subscriber.entry(entry);
    }
  }
}

const newRun = (): string => randomBytes(6).toString("base64url");
