import type { Job } from "./job";
import { isBacklog } from "./job";

// Requests in flight (reliability D9): an endpoint starts at 8, grows while it answers quickly and shrinks by half when
// it fails; a workspace has 256, the process 1,000 sockets, of which a quarter may go to endpoints that keep failing.
export const ENDPOINT_START = 8;
export const ENDPOINT_MAX = 32;
export const WORKSPACE_MAX = 256;
export const GLOBAL_MAX = 1_000;
export const FAILING_MAX = GLOBAL_MAX / 4;
/** Failures in a row after which an endpoint goes to the failing lane. */
const FAILING_AFTER = 3;
/** An endpoint may have this many times its slots in chunks, so that a slot never waits for a chunk to be formed. */
const CREDIT_FACTOR = 3;
/** Jobs of one endpoint in memory. What is beyond is left in the database, so that one endpoint cannot fill the engine. */
export const ENDPOINT_JOBS_MAX = 1_000;
/** Endpoints that have been idle for long are forgotten beyond this number. */
const LANES_MAX = 20_000;

/** What one endpoint has in this process. */
export class Lane {
  /** Waiting for a chunk; first attempts before retries and replays. */
  private readonly fresh: Job[] = [];
  private readonly backlog: Job[] = [];
  /** In a chunk, waiting for a slot. */
  readonly ready: Job[] = [];
  /** Jobs in chunks that have not ended. */
  outstanding = 0;
  inFlight = 0;
  slots = ENDPOINT_START;
  failuresInARow = 0;
  /** Nothing starts before: the receiver's pause or its rate cap. Milliseconds of the wall clock. */
  notBefore = 0;
  /** Requests a second; undefined until the endpoint was read, and then only one request starts. */
  rateLimit: number | null | undefined = undefined;
  timer: NodeJS.Timeout | null = null;
  /** Stands in the list of lanes that could start a job. */
  listed = false;

  constructor(
    readonly endpointId: string,
    readonly workspaceId: string,
    private readonly all: { waiting: number },
  ) {}

  get waiting(): number {
    return this.fresh.length + this.backlog.length;
  }

  get size(): number {
    return this.waiting + this.outstanding;
  }

  get credit(): number {
    return Math.max(0, this.slots * CREDIT_FACTOR - this.outstanding);
  }

  get failing(): boolean {
    return this.failuresInARow >= FAILING_AFTER;
  }

  /** Slots that may be used now. */
  get width(): number {
    return this.rateLimit === undefined ? 1 : this.slots;
  }

  get idle(): boolean {
    return this.size === 0 && this.inFlight === 0;
  }

  add(job: Job): void {
    (isBacklog(job) ? this.backlog : this.fresh).push(job);
    this.all.waiting++;
  }

  take(): Job | undefined {
    const job = this.fresh.shift() ?? this.backlog.shift();
    if (job) this.all.waiting--;
    return job;
  }

  /** Forgets everything that is not on its way. */
  clear(): void {
    this.all.waiting -= this.waiting;
    this.fresh.length = 0;
    this.backlog.length = 0;
    this.ready.length = 0;
    this.outstanding = 0;
  }

  /** A request starts: the next one waits as long as the rate cap says. */
  pace(now: number): void {
    if (this.rateLimit) this.notBefore = Math.max(this.notBefore, now) + 1_000 / this.rateLimit;
  }

  /** Learns from an answer how many requests this endpoint bears at once. */
  learn(succeeded: boolean, ms: number): void {
    if (!succeeded) {
      this.failuresInARow++;
      this.slots = Math.max(1, Math.floor(this.slots / 2));
      return;
    }
    this.failuresInARow = 0;
    if (ms < 1_000) this.slots = Math.min(ENDPOINT_MAX, Math.max(this.slots + 1, ENDPOINT_START));
  }
}

/** All endpoints that have work in this process. */
export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  private readonly total = { waiting: 0 };

  get anyWaiting(): boolean {
    return this.total.waiting > 0;
  }

  of(endpointId: string, workspaceId: string): Lane {
    let lane = this.lanes.get(endpointId);
    if (!lane) {
      if (this.lanes.size >= LANES_MAX) this.forgetIdle();
      lane = new Lane(endpointId, workspaceId, this.total);
      this.lanes.set(endpointId, lane);
    }
    return lane;
  }

  peek(endpointId: string): Lane | undefined {
    return this.lanes.get(endpointId);
  }

  /** Endpoints that take nothing more into memory for now. */
  saturated(): string[] {
    return [...this.lanes.values()].filter((lane) => lane.size >= ENDPOINT_JOBS_MAX).map((lane) => lane.endpointId);
  }

  values(): IterableIterator<Lane> {
    return this.lanes.values();
  }

  private forgetIdle(): void {
    for (const [id, lane] of this.lanes) if (lane.idle) this.lanes.delete(id);
  }
}
