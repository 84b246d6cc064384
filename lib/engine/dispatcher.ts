import { releaseClaims, type Release } from "@/lib/db/engine/claims";
import { writeEndpointWait } from "@/lib/db/engine/routing";
import type { EgressResult } from "@/lib/egress/egress";
import { logger } from "@/lib/observability/logger";
import { sharedDate, sharedNow } from "@/lib/shared/clock";
import { MINUTE } from "@/lib/shared/time";
import { causeOf, groupingKey } from "@/lib/webhooks/diagnosis";
import { isQuickDrop } from "@/lib/webhooks/schedule";

import { DueTimes } from "./due-times";
import type { Job, Retry } from "./job";
import { FAILING_MAX, GLOBAL_MAX, type Lane, Lanes, WORKSPACE_MAX } from "./lanes";
import { LiveNotices } from "./live-notices";
import { outcomeOf, type Outcome } from "./outcome";
import { Recorder } from "./recorder";
import { type Route, routingOf } from "./routing";
import { attemptRow, sendOnce } from "./send";

/** A pause of up to this long is waited for in memory; a longer one gives the claim back. */
const SHORT_WAIT_MS = 2_000;

/**
 * Sends jobs within the limits of endpoint, workspace and process, and hands results to the recorder. A slot is free as
 * soon as the answer is in, not when it is written. A slow endpoint holds back nobody else.
 */
export class Dispatcher {
  readonly lanes = new Lanes();
  readonly recorder = new Recorder();
  readonly live = new LiveNotices();
  inFlight = 0;
  /** Requests made since the start. */
  attempted = 0;
  private failingInFlight = 0;
  private readonly perWorkspace = new Map<string, number>();
  private readonly runnable: Lane[] = [];
  private readonly releases: { release: Release; done: Job["done"] }[] = [];
  private releasing = false;
  private turn = 0;
  private readonly dueTimes = new DueTimes();
  private readonly jobs = new Map<string, Job>();
  /** Characters of the bodies that are held; those of one event's deliveries count once each. */
  bytes = 0;

  /**
   * @param onGone called when a receiver answers 410, so that its endpoint is turned off
   * @param onRoom called when a job ended: there is room for another
   */
  constructor(
    private readonly onGone: (workspaceId: string, endpointId: string) => void,
    private readonly onRoom: () => void,
  ) {}

  get size(): number {
    return this.jobs.size;
  }

  job(id: string): Job | undefined {
    return this.jobs.get(id);
  }

  /** Every job this process holds. */
  all(): IterableIterator<Job> {
    return this.jobs.values();
  }

  /** Holds a claimed job until a chunk takes it. Answers false when this claim of the delivery is here already. */
  hold(job: Job): boolean {
    const known = this.jobs.get(job.id);
    if (known && known.generation >= job.generation) return false;
    this.remember(job);
    this.lanes.of(job.endpointId, job.workspaceId).add(job);
    return true;
  }

  /** Takes up to `limit` jobs for a chunk: from every endpoint what its credit allows, one by one in turn. */
  take(limit: number): Job[] {
    const taken: Job[] = [];
    let lanes = [...this.lanes.values()].filter((lane) => lane.waiting > 0 && lane.credit > 0);
    // The next chunk begins with another endpoint.
    if (lanes.length > 1)
      lanes = [...lanes.slice(this.turn % lanes.length), ...lanes.slice(0, this.turn++ % lanes.length)];
    while (lanes.length > 0 && taken.length < limit) {
      lanes = lanes.filter((lane) => {
        if (taken.length >= limit) return false;
        const job = lane.take();
        if (!job) return false;
        lane.outstanding++;
        job.place = "chunk";
        taken.push(job);
        return lane.waiting > 0 && lane.credit > 0;
      });
    }
    return taken;
  }

  /** Puts back what a chunk that was not sent had taken. */
  putBack(jobs: readonly Job[]): void {
    for (const job of jobs) {
      if (job.place !== "chunk") continue;
      const lane = this.lanes.of(job.endpointId, job.workspaceId);
      lane.outstanding--;
      job.place = "waiting";
      lane.add(job);
    }
  }

  /** Runs a job to its end. Resolves when its result is written, with what is to be tried again. */
  run(job: Job): Promise<Retry | null> {
    const lane = this.lanes.of(job.endpointId, job.workspaceId);
    if (job.place === "waiting") lane.outstanding++;
    this.remember(job);
    job.place = "ready";
    return new Promise((resolve) => {
      job.done = resolve;
      lane.ready.push(job);
      this.list(lane);
      this.pump();
    });
  }

  /** Forgets every job that is not on its way to its receiver, for a stop or after the loss of the lock. Answers them. */
  dropWaiting(): Job[] {
    const dropped = [...this.jobs.values()].filter((job) => job.place !== "sent");
    for (const job of dropped) this.forget(job);
    for (const lane of this.lanes.values()) lane.clear();
    for (const job of this.jobs.values()) this.lanes.of(job.endpointId, job.workspaceId).outstanding++;
    for (const job of dropped) job.done?.(null);
    return dropped;
  }

  /** A newer claim takes the place of an older one whose request is still on its way: that one's result is fenced. */
  private remember(job: Job): void {
    const known = this.jobs.get(job.id);
    this.bytes += job.body.length - (known?.body.length ?? 0);
    this.jobs.set(job.id, job);
  }

  private forget(job: Job): void {
    if (this.jobs.get(job.id) !== job) return;
    this.jobs.delete(job.id);
    this.bytes -= job.body.length;
  }

  private list(lane: Lane): void {
    if (lane.listed || lane.ready.length === 0) return;
    lane.listed = true;
    this.runnable.push(lane);
  }

  /** Starts what may start, one job per endpoint and round. A lane that is at its own limit is listed again when it has a slot. */
  private pump(): void {
    let blocked = 0;
    while (this.runnable.length > blocked) {
      if (this.inFlight >= GLOBAL_MAX) return;
      const lane = this.runnable.shift();
      if (!lane) return;
      lane.listed = false;
      if (lane.ready.length === 0 || lane.inFlight >= lane.width || this.mustWait(lane)) continue;
      if (!this.hasRoom(lane)) {
        this.list(lane);
        blocked++;
        continue;
      }
      blocked = 0;
      const job = lane.ready.shift();
      lane.pace(sharedNow());
      if (job) void this.attempt(lane, job);
      this.list(lane);
    }
  }

  private hasRoom(lane: Lane): boolean {
    if (lane.failing && this.failingInFlight >= FAILING_MAX) return false;
    return (this.perWorkspace.get(lane.workspaceId) ?? 0) < WORKSPACE_MAX;
  }

  /** A pause or the rate cap: the lane is listed again when its time has come. */
  private mustWait(lane: Lane): boolean {
    const wait = lane.notBefore - sharedNow();
    if (wait <= 0) return false;
    if (wait > SHORT_WAIT_MS) {
      for (const job of lane.ready.splice(0)) this.giveBack(lane, job, "waiting", null, new Date(lane.notBefore));
      return true;
    }
    lane.timer ??= setTimeout(() => {
      lane.timer = null;
      this.list(lane);
      this.pump();
    }, wait);
    return true;
  }

  private async attempt(lane: Lane, job: Job): Promise<void> {
    job.place = "sent";
    const failing = lane.failing;
    this.enter(lane, failing);
    let left = false;
    const leave = (): void => {
      if (left) return;
      left = true;
      this.leave(lane, failing);
    };
    try {
      const route = await this.mayGo(lane, job);
      if (route) await this.request(lane, job, route, leave);
    } catch (error) {
      // Ours, not the receiver's: it costs the delivery no attempt.
      logger.error({ error, deliveryId: job.id }, "A delivery could not be attempted");
      this.giveBack(lane, job, "waiting", null, new Date(sharedNow() + MINUTE));
    } finally {
      leave();
    }
  }

  /** Looks at the endpoint as it is now: what was planned for it may have been paused, deleted or slowed since. */
  private async mayGo(lane: Lane, job: Job): Promise<Route | null> {
    const routing = await routingOf(job.workspaceId);
    const route = routing.routes.get(job.endpointId);
    const now = sharedNow();
    if (!route) this.giveBack(lane, job, "canceled", "endpoint_deleted", null);
    else if (route.hold) this.giveBack(lane, job, "held", route.hold, null);
    else if (route.waitUntil > now) {
      lane.notBefore = Math.max(lane.notBefore, route.waitUntil);
      this.giveBack(lane, job, "waiting", null, spread(route.waitUntil, now));
    } else {
      if (lane.rateLimit === undefined) this.widen(lane, route, now);
      lane.rateLimit = route.rateLimit;
      return route;
    }
    return null;
  }

  /** The endpoint is known now: more than one request may start, at its pace. */
  private widen(lane: Lane, route: Route, now: number): void {
    lane.rateLimit = route.rateLimit;
    lane.pace(now);
    this.list(lane);
    queueMicrotask(() => this.pump());
  }

  private async request(lane: Lane, job: Job, route: Route, leave: () => void): Promise<void> {
    let result = await sendOnce(job, route);
    if (
      job.attempts.length === 0 &&
      isQuickDrop({ errorClass: result.ok ? null : result.errorClass, durationMs: result.ok ? 0 : result.elapsedMs })
    ) {
      job.attempts.push(attemptRow(job, route, result, sharedDate()));
      job.attemptCount++;
      result = await sendOnce(job, route);
    }
    const outcome = outcomeOf(job, route, result, Math.random());
    lane.learn(outcome.state === "delivered", result.ok ? result.timings.total : result.elapsedMs);
    if (outcome.pauseUntil) this.pause(lane, route, outcome.pauseUntil);
    if (outcome.next && !outcome.next.own)
      outcome.next.at = this.dueTimes.share(route.preset, outcome.step, outcome.next.at);
    job.attempts.push(attemptRow(job, route, result, outcome.next?.at ?? null));
    job.attemptCount++;
    leave();
    this.record(lane, job, route, result, outcome);
  }

  private record(lane: Lane, job: Job, route: Route, result: EgressResult, outcome: Outcome): void {
    const failed = outcome.state !== "delivered";
    this.recorder.add({
      endpointId: job.endpointId,
      workspaceId: job.workspaceId,
      eventType: job.eventType,
      row: {
        deliveryId: job.id,
        eventCreatedAt: job.eventCreatedAt,
        generation: job.generation,
        state: outcome.state,
        step: outcome.step,
        nextAttemptAt: outcome.next?.at ?? null,
        failureGroup: failed ? failureGroup(job, result) : null,
        attempts: job.attempts,
      },
      written: (taken) => {
        if (taken) this.live.note(job.workspaceId, route.surface, job.id, false);
        if (taken && outcome.gone) this.onGone(job.workspaceId, job.endpointId);
        const again = taken && outcome.next && !outcome.gone;
        this.end(
          job,
          again
            ? { id: job.id, preset: route.preset, step: outcome.step, at: outcome.next!.at, own: outcome.next!.own }
            : null,
        );
      },
    });
    // The credit is free before the write as well: the next chunk need not wait for the database.
    lane.outstanding--;
    this.onRoom();
  }

  private end(job: Job, retry: Retry | null): void {
    this.forget(job);
    job.done?.(retry);
  }

  private pause(lane: Lane, route: Route, until: Date): void {
    lane.notBefore = Math.max(lane.notBefore, until.getTime());
    if (until.getTime() <= sharedNow()) return;
    writeEndpointWait(route.endpointId, until).catch((error: unknown) => {
      logger.warn({ error, endpointId: route.endpointId }, "A receiver's pause was not kept for the other engines");
    });
  }

  private giveBack(lane: Lane, job: Job, to: Release["to"], reason: string | null, at: Date | null): void {
    lane.outstanding--;
    const release: Release = {
      id: job.id,
      eventCreatedAt: job.eventCreatedAt,
      generation: job.generation,
      to,
      reason,
      nextAttemptAt: at,
    };
    this.forget(job);
    this.releases.push({ release, done: job.done });
    void this.writeReleases();
    this.onRoom();
  }

  private async writeReleases(): Promise<void> {
    if (this.releasing) return;
    this.releasing = true;
    await Promise.resolve();
    while (this.releases.length > 0) {
      const batch = this.releases.splice(0, 500);
      // If this fails, the lease ends the claims.
      await releaseClaims(batch.map((each) => each.release)).catch((error: unknown) =>
        logger.warn({ error }, "Claims were not given back"),
      );
      for (const { done } of batch) done?.(null);
    }
    this.releasing = false;
  }

  private enter(lane: Lane, failing: boolean): void {
    lane.inFlight++;
    this.inFlight++;
    this.attempted++;
    if (failing) this.failingInFlight++;
    this.perWorkspace.set(lane.workspaceId, (this.perWorkspace.get(lane.workspaceId) ?? 0) + 1);
  }

  private leave(lane: Lane, failing: boolean): void {
    lane.inFlight--;
    this.inFlight--;
    if (failing) this.failingInFlight--;
    const left = (this.perWorkspace.get(lane.workspaceId) ?? 1) - 1;
    if (left === 0) this.perWorkspace.delete(lane.workspaceId);
    else this.perWorkspace.set(lane.workspaceId, left);
    this.list(lane);
    this.pump();
  }
}

/** Those who wait for the same moment should not all arrive in it: up to a tenth of the wait, at most 30 s. */
function spread(until: number, now: number): Date {
  return new Date(until + Math.random() * Math.min((until - now) / 10, 30_000));
}

/** What this failure has in common with others, for incidents and "recover all". */
function failureGroup(job: Job, result: EgressResult): string | null {
  const statusCode = result.status ?? null;
  const evidence = result.ok
    ? { errorClass: "http" as const, statusCode }
    : { errorClass: result.errorClass, statusCode, message: result.message };
  const cause = causeOf(evidence);
  return (
    cause &&
    groupingKey({
      endpointId: job.endpointId,
      cause,
      statusCode,
      responseBody: result.ok ? result.body.toString("latin1", 0, 2_000) : null,
    })
  );
}
