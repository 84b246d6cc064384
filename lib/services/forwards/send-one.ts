import type { ClaimedForward, ForwardResult } from "@/lib/db/forwards/claim";
import { env } from "@/lib/env";
import type { Connected, Forwarding, Outbound, Settings } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { logger } from "@/lib/observability/logger";
import { AppError } from "@/lib/shared/errors";
import { noticePath } from "@/lib/shared/notice-path";
import { DAY, SECOND } from "@/lib/shared/time";
import { nextDelayMs } from "@/lib/webhooks/schedule";

import type { Context } from "../context";
import { pageUrl } from "../installations/app";
import { adapterOf, type FullRow } from "../installations/find";
import { noteFailure, withProvider } from "../installations/refresh";
import { markError } from "../installations/status";

/** What came of one call, and what it means for those behind it. */
export interface Sent {
  result: ForwardResult;
  /** The provider asks for a pause. */
  pauseUntil: Date | null;
  /** Nothing more is to be tried now. */
  stop: boolean;
}

const PAUSE_MAX = DAY;

const base = (forward: ClaimedForward): ForwardResult => ({
  state: "pending",
  step: forward.step,
  reason: null,
  error: null,
  reference: null,
  nextAttemptAt: null,
});

const ended = (forward: ClaimedForward, result: Partial<ForwardResult>): Sent => ({
  result: { ...base(forward), ...result },
  pauseUntil: null,
  stop: false,
});

/** Hands one event to the provider. Never throws: whatever happens is a result that is kept. */
export async function sendOne(
  ctx: Context,
  row: FullRow,
  forwarding: Forwarding,
  { settings, muted }: { settings: Settings; muted: ReadonlySet<string> },
  forward: ClaimedForward,
): Promise<Sent> {
  if (forward.notice) return hand(ctx, row, forward, noticeTo(ctx, row, forward.eventId, forward.notice, settings));
  if (forward.erased || forward.body === null) return ended(forward, { state: "canceled", reason: "erased" });
  const event = outboundOf(ctx, forward, forward.body);
  if (muted.has(idIn(event, "endpoint") ?? "")) return ended(forward, { state: "skipped", reason: "muted" });
  return hand(ctx, row, forward, (connected) => forwarding.send(connected, event, settings));
}

type Hand = (connected: Connected) => Promise<string | null>;

const noticeTo =
  (
    { workspace }: Context,
    { provider }: FullRow,
    id: string,
    { title, text, category, endpointId }: NonNullable<ClaimedForward["notice"]>,
    settings: Settings,
  ): Hand =>
  async (connected) => {
    const page = pageUrl(`/${workspace.slug}/${noticePath(category, endpointId)}`);
    return (await adapterOf(provider).notify?.(connected, { id, title, text: `${text}\n${page}` }, settings)) ?? null;
  };

async function hand(ctx: Context, row: FullRow, forward: ClaimedForward, call: Hand): Promise<Sent> {
  try {
    const reference = await withProvider(ctx, row.id, call);
    return ended(forward, { state: "delivered", reference });
  } catch (error) {
    if (error instanceof ProviderFailure) return afterFailure(ctx, row, forward, error);
    // It was disconnected meanwhile.
    if (error instanceof AppError) return waits(forward, "not_connected", new Date(), null);
    logger.error({ forwardId: forward.id, installationId: row.id, error }, "An event could not be forwarded");
    return later(forward, "internal", 0);
  }
}

/** The body is the envelope that we built when the event was accepted. */
function outboundOf({ workspace }: Context, { eventId, eventType }: ClaimedForward, body: string): Outbound {
  const { createdAt, data } = JSON.parse(body) as Pick<Outbound, "createdAt" | "data">;
  return { ...pagedAt(workspace.slug, { id: eventId, type: eventType, data }), createdAt };
}

/** An event with the page on which somebody looks on: the log of its endpoint, its integration, or the event itself. */
function pagedAt(
  slug: string,
  event: Pick<Outbound, "id" | "type" | "data">,
): Pick<Outbound, "id" | "type" | "data" | "page"> {
  const [endpoint, integration] = [idIn(event, "endpoint"), idIn(event, "integration")];
  const path = endpoint
    ? `deliveries?endpoint=${endpoint}`
    : integration
      ? `integrations/installed/${integration}`
      : `events/${event.id}`;
  return { ...event, page: pageUrl(`/${slug}/${path}`) };
}

/** The id of what an operational event is about. */
function idIn({ data }: Pick<Outbound, "data">, key: "endpoint" | "integration"): string | null {
  const about = data[key];
  const id: unknown = typeof about === "object" && about !== null ? Reflect.get(about, "id") : null;
  return typeof id === "string" ? id : null;
}

async function afterFailure(
  ctx: Context,
  row: FullRow,
  forward: ClaimedForward,
  error: ProviderFailure,
): Promise<Sent> {
  const { kind, code, retryAfterS } = error;
  switch (kind) {
    case "refused":
      return ended(forward, { state: "failed", error: code });
    case "missing":
      await markError(ctx, row, "destination");
      return waits(forward, code, new Date(), null);
    case "revoked":
    case "unauthorised":
    case "scope":
      await noteFailure(ctx, row, error);
      return waits(forward, code, new Date(), null);
    case "config":
    case "transient":
      if (retryAfterS !== null && /ratelimited|429/.test(code)) {
        const until = new Date(Date.now() + Math.min(Math.max(retryAfterS, 1) * SECOND, PAUSE_MAX));
        return waits(forward, code, until, until);
      }
      await noteFailure(ctx, row, error);
      return later(forward, code, Math.min((retryAfterS ?? 0) * SECOND, PAUSE_MAX));
  }
}

/** It goes on as if this call had not been: what it waits for is not its own fault. */
const waits = (forward: ClaimedForward, error: string, nextAttemptAt: Date, pauseUntil: Date | null): Sent => ({
  result: { ...base(forward), error, nextAttemptAt },
  pauseUntil,
  stop: true,
});

/** The next time of the schedule, or the end when it is used up. */
function later(forward: ClaimedForward, error: string, leastMs: number): Sent {
  const step = forward.step + 1;
  const delay = nextDelayMs({ preset: "standard", step, jitter: Math.random(), scale: env.retryScale });
  if (delay === null) return ended(forward, { state: "failed", step, error });
  const nextAttemptAt = new Date(Date.now() + Math.max(delay, leastMs));
  return { result: { ...base(forward), state: "retrying", step, error, nextAttemptAt }, pauseUntil: null, stop: true };
}
