import { setTimeout as pause } from "node:timers/promises";

import { compareClocks } from "@/lib/db/clock";
import { isDatabaseAway } from "@/lib/db/database-away";
import {
  claimByIds,
  claimDue,
  claimFromOwners,
  type ClaimedRow,
  findDue,
  type Release,
  releaseClaims,
  renewClaims,
} from "@/lib/db/engine/claims";
import { type Channel, connectOwner, findDeadOwners, forgetOwners, type OwnerConnection } from "@/lib/db/engine/owners";
import { planOutbox, type PlannedRow } from "@/lib/db/engine/plan";
import { logger } from "@/lib/observability/logger";
import { sharedDate } from "@/lib/shared/clock";
import { newId } from "@/lib/shared/ids";
import { SECOND } from "@/lib/shared/time";

import { Dispatcher } from "./dispatcher";
import { roundGap } from "./gap";
import { type Job, jobOf, type Retry } from "./job";
import { Loop } from "./loop";
import { planDeliveries } from "./plan";
import { BACKLOG_MAX } from "./recorder";
import { Replays } from "./replays";
import { forgetAllRouting, forgetRouting } from "./routing";
import { SentElsewhere } from "./sent-elsewhere";

const EVENTS_PER_PLAN = 50;
/** Nothing more is planned above this many jobs in memory: the outbox is the queue. */
const JOBS_MAX = 5_000;
/** Nor above this much of bodies: an event may have a megabyte. */
const BYTES_MAX = 64 * 1024 * 1024;
const IDS_PER_CHUNK = 100;
const CLAIM_BATCH = 500;
const TAKE_OVER_BATCH = 2_000;
/** Polling is the fallback of the wake-ups. */
const POLL_MS = SECOND;
const DEAD_OWNERS_MS = 2 * SECOND;
const RENEW_MS = 10 * SECOND;
const RENEW_AFTER_MS = 25 * SECOND;
/** A chunk that has not arrived by then is lost; its claims are left to end. */
const CHUNK_LOST_MS = 20 * SECOND;
const RETRY_GRACE_SECONDS = { local: 5, elsewhere: 60 } as const;
const RECONNECT_MS = 500;

export interface EngineOptions {
  /** Sends ids to whoever calls `attempt` with them: a chunk event. */
  sendChunk: (ids: string[], dedupe: string) => Promise<void>;
  /** A receiver answered 410. */
  onGone: (workspaceId: string, endpointId: string) => void;
  /** Asks for the preparation of a replay; a job does it. */
  prepareReplay: (replayId: string) => Promise<void>;
  /** Something waits for a job that is not a delivery; says its kind. */
  onWork: (kind: string) => void;
  /**
   * Whether chunks come back to this process. Then deliveries are inserted already claimed and their bodies stay in
   * memory; otherwise whoever is called claims them.
   */
  local: boolean;
}

/**
 * The delivery engine of one process. Rows are the truth: it plans accepted events into deliveries, hands them out in
 * chunks, attempts what it is called with, and finds again whatever was left behind. Every claim is fenced by a
 * generation, so that two engines never write for the same one.
 */
export class Engine {
  readonly dispatcher: Dispatcher;
  private id = newId("engine") as string;
  private connection: OwnerConnection | null = null;
  private state: "stopped" | "starting" | "running" | "stopping" = "stopped";
  private readonly planning = new Loop(() => this.planAll(), POLL_MS, roundGap);
  private readonly claiming = new Loop(() => this.claimAllDue(), POLL_MS);
  private readonly takingOver = new Loop(() => this.takeOver(), DEAD_OWNERS_MS);
  private readonly renewing = new Loop(() => this.renew(), RENEW_MS);
  private readonly replays: Replays;
  private chunkTimer: NodeJS.Timeout | null = null;
  private formedAt = -Infinity;
  private wasFull = false;
  private readonly sentElsewhere = new SentElsewhere();

  constructor(private readonly options: EngineOptions) {
    this.dispatcher = new Dispatcher(options.onGone, () => this.onRoom());
    this.replays = new Replays(options.prepareReplay);
  }

  /** Connects, takes its lock and begins to work. Goes on trying while the database is away. */
  async start(): Promise<void> {
    this.state = "starting";
    await this.connect();
  }

  get running(): boolean {
    return this.state === "running";
  }

  stats() {
    return {
      engine: this.id,
      running: this.running,
      jobs: this.dispatcher.size,
      inFlight: this.dispatcher.inFlight,
      attempted: this.dispatcher.attempted,
      unwritten: this.dispatcher.recorder.backlog,
    };
  }

  /**
   * Attempts the deliveries with these ids: those in memory, and those that it can claim now. Resolves when every
   * result is written, with what failed and has attempts left.
   */
  async attempt(ids: readonly string[]): Promise<Retry[]> {
    const jobs: Job[] = [];
    const unknown: string[] = [];
    for (const id of ids) {
      const job = this.dispatcher.job(id);
      if (!job) unknown.push(id);
      else if (job.place === "chunk") jobs.push(job);
    }
    if (unknown.length > 0 && this.running) {
      const claimed = this.toJobs(await claimByIds(this.id, unknown));
      jobs.push(...claimed);
    }
    const retries = await Promise.all(jobs.map((job) => this.dispatcher.run(job)));
    return retries.filter((retry) => retry !== null);
  }

  /**
   * Stops taking work at once, waits for the requests on their way and for their results, gives the rest back and
   * lets go of the lock.
   * @param graceMs how long requests may still take
   */
  async stop(graceMs: number): Promise<void> {
    if (this.state === "stopped") return;
    this.state = "stopping";
    await this.stopLoops();
    await this.giveBackWaiting();
    const until = Date.now() + graceMs;
    while (this.dispatcher.inFlight > 0 && Date.now() < until) await pause(50);
    await this.dispatcher.recorder.drain();
    const connection = this.connection;
    this.connection = null;
    this.state = "stopped";
    if (this.dispatcher.inFlight === 0) await forgetOwners([this.id]).catch(() => undefined);
    await connection?.end().catch(() => undefined);
  }

  /** Looks for work that was left behind, as the timers do. */
  sweep(): void {
    this.planning.wake();
    this.claiming.wake();
    this.takingOver.wake();
    this.replays.wake();
  }

  private async connect(): Promise<void> {
    while (this.state === "starting") {
      try {
        this.connection = await connectOwner(this.id, {
          notice: (channel, payload) => this.wake(channel, payload),
          lost: (error) => this.lost(error),
        });
        await compareClocks();
        forgetAllRouting();
        this.state = "running";
        this.takingOver.start();
        this.planning.start();
        this.claiming.start();
        this.renewing.start();
        this.replays.start();
        return;
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        logger.warn({ error }, "The engine waits for the database");
        await pause(RECONNECT_MS);
      }
    }
  }

  /**
   * Without its lock another engine may take this one's rows. What is on its way is finished and written, under the
   * old claim if nobody took it meanwhile; then the engine starts anew under a new name and takes over the rest.
   */
  private lost(error: Error): void {
    if (this.state !== "running") return;
    logger.warn({ error, engine: this.id }, "The engine lost its lock and starts anew");
    this.state = "starting";
    this.connection = null;
    this.dispatcher.dropWaiting();
    void this.startAnew();
  }

  private async startAnew(): Promise<void> {
    await this.stopLoops();
    await this.dispatcher.recorder.drain();
    this.id = newId("engine");
    await this.connect();
  }

  private async stopLoops(): Promise<void> {
    await Promise.all([
      this.planning.stop(),
      this.claiming.stop(),
      this.takingOver.stop(),
      this.renewing.stop(),
      this.replays.stop(),
    ]);
  }

  private wake(channel: Channel, payload: string): void {
    if (channel === "linquid_outbox") this.planning.wake();
    else if (channel === "linquid_due") this.claiming.wake();
    else if (channel === "linquid_replay") this.replays.wake();
    else if (channel === "linquid_work") this.options.onWork(payload);
    else forgetRouting(payload);
  }

  private get full(): boolean {
    const full =
      this.dispatcher.size >= JOBS_MAX ||
      this.dispatcher.bytes >= BYTES_MAX ||
      this.dispatcher.recorder.backlog >= BACKLOG_MAX;
    if (full) this.wasFull = true;
    return full;
  }

  private async planAll(): Promise<void> {
    while (this.running && !this.full) {
      let jobs: Job[] = [];
      let rows: readonly PlannedRow[] = [];
      let unclaimed: string[] = [];
      const { planned, inserted } = await planOutbox(this.id, EVENTS_PER_PLAN, async (events) => {
        const plan = await planDeliveries(events, { claim: this.options.local, lanes: this.dispatcher.lanes });
        jobs = plan.jobs;
        rows = plan.planned;
        if (!this.options.local) unclaimed = plan.planned.filter((row) => row.state === "pending").map((row) => row.id);
        return { deliveries: plan.planned, forwards: plan.forwards };
      });
      for (const job of jobs) if (inserted.has(job.id)) this.dispatcher.hold(job);
      for (const { id, workspaceId, surface } of rows)
        if (inserted.has(id)) this.dispatcher.live.note(workspaceId, surface, id, true);
      if (jobs.length > 0) this.formSoon();
      await this.sendElsewhere(unclaimed.filter((id) => inserted.has(id)).map((id) => ({ id, generation: 0 })));
      if (planned < EVENTS_PER_PLAN) return;
    }
  }

  private async claimAllDue(): Promise<void> {
    if (!this.options.local) return this.sendDueElsewhere();
    while (this.running && !this.full) {
      const rows = await claimDue(this.id, {
        limit: CLAIM_BATCH,
        graceSeconds: RETRY_GRACE_SECONDS.local,
        without: this.dispatcher.lanes.saturated(),
      });
      this.hold(rows);
      if (rows.length < CLAIM_BATCH) return;
    }
  }

  private async sendDueElsewhere(): Promise<void> {
    const due = await findDue(CLAIM_BATCH, RETRY_GRACE_SECONDS.elsewhere);
    await this.sendElsewhere(due.filter((row) => this.sentElsewhere.mayGo(row)));
  }

  private async sendElsewhere(rows: readonly { id: string; generation: number }[]): Promise<void> {
    for (let at = 0; at < rows.length; at += IDS_PER_CHUNK) {
      const part = rows.slice(at, at + IDS_PER_CHUNK);
      const last = part[part.length - 1];
      await this.options.sendChunk(
        part.map((row) => row.id),
        `due:${part[0]?.id}:${last?.id}:${last?.generation}:${Date.now()}`,
      );
      for (const row of part) this.sentElsewhere.note(row);
    }
  }

  /** Takes claimed rows into memory, to be sent with the next chunks. */
  private hold(rows: readonly ClaimedRow[]): void {
    for (const job of this.toJobs(rows)) this.dispatcher.hold(job);
    if (rows.length > 0) this.formSoon();
  }

  /** Jobs for claimed rows. An erased event is not sent again: its delivery ends. */
  private toJobs(rows: readonly ClaimedRow[]): Job[] {
    const erased = rows.filter((row) => row.erased).map((row) => giveUp(row, "canceled", "erased", null));
    if (erased.length > 0) {
      releaseClaims(erased).catch((error: unknown) => {
        logger.warn({ error }, "Claims of erased events were not ended");
      });
    }
    return rows.filter((row) => !row.erased).map(jobOf);
  }

  private async takeOver(): Promise<void> {
    const dead = await findDeadOwners(this.id);
    if (dead.length === 0) return;
    for (;;) {
      const rows = await claimFromOwners(this.id, dead, TAKE_OVER_BATCH);
      if (this.options.local) this.hold(rows);
      else await this.handOver(rows);
      if (rows.length < TAKE_OVER_BATCH) break;
    }
    await forgetOwners(dead);
    logger.info({ dead }, "Took over the work of engines that are gone");
  }

  private async handOver(rows: readonly ClaimedRow[]): Promise<void> {
    await releaseClaims(rows.map((row) => giveUp(row, "waiting", null, sharedDate())));
    await this.sendElsewhere(rows);
  }

  private async renew(): Promise<void> {
    const now = performance.now();
    const old = [...this.dispatcher.all()].filter(
      (job) =>
        now - job.claimedAt > RENEW_AFTER_MS &&
        !(job.place === "chunk" && now - job.claimedAt > RENEW_AFTER_MS + CHUNK_LOST_MS),
    );
    for (const job of old) job.claimedAt = now;
    if (old.length > 0)
      await renewClaims(
        this.id,
        old.map((job) => job.id),
        old.map((job) => job.eventCreatedAt),
      );
  }

  private formSoon(): void {
    if (this.chunkTimer) return;
    const wait = this.formedAt + roundGap() - performance.now();
    if (wait <= 0) this.form();
    else
      this.chunkTimer = setTimeout(() => {
        this.chunkTimer = null;
        this.form();
      }, wait);
  }

  private form(): void {
    this.formedAt = performance.now();
    while (this.running) {
      const jobs = this.dispatcher.take(IDS_PER_CHUNK);
      if (jobs.length === 0) return;
      this.options
        .sendChunk(
          jobs.map((job) => job.id),
          `chunk:${this.id}:${jobs[0]?.id}:${jobs[0]?.generation}`,
        )
        .catch((error: unknown) => {
          logger.warn({ error }, "A chunk was not sent");
          this.dispatcher.putBack(jobs);
        });
      if (jobs.length < IDS_PER_CHUNK) return;
    }
  }

  /** A job ended: its endpoint has credit again, and there may be room to plan more. */
  private onRoom(): void {
    if (!this.running) return;
    if (this.dispatcher.lanes.anyWaiting) this.formSoon();
    if (this.wasFull && !this.full) {
      this.wasFull = false;
      this.planning.wake();
      this.claiming.wake();
    }
  }

  private async giveBackWaiting(): Promise<void> {
    const jobs = this.dispatcher.dropWaiting();
    for (let at = 0; at < jobs.length; at += CLAIM_BATCH) {
      const part = jobs.slice(at, at + CLAIM_BATCH);
      await releaseClaims(part.map((job) => giveUp(job, "waiting", null, sharedDate()))).catch((error: unknown) => {
        // Then their leases end, or the next engine finds this one gone.
        if (!isDatabaseAway(error)) logger.warn({ error }, "Claims were not given back");
      });
    }
  }
}

function giveUp(
  claim: { id: string; eventCreatedAt: Date; generation: number },
  to: Release["to"],
  reason: string | null,
  nextAttemptAt: Date | null,
): Release {
  return {
    id: claim.id,
    eventCreatedAt: claim.eventCreatedAt,
    generation: claim.generation,
    to,
    reason,
    nextAttemptAt,
  };
}
