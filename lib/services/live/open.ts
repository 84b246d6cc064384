import type { LiveEvent } from "@/lib/contracts/live";
import type { LiveNotice } from "@/lib/db/live/notice";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { readableSurfaces } from "../deliveries/visible";
import { liveHub } from "./hub";

/** More than a person has windows open. Of one process: behind several, a person may have as many in each. */
const STREAMS_MAX = 10;
const RETRY_AFTER_S = 30;

const held = globalThis as typeof globalThis & { linquidLiveStreams?: Map<string, number> };
const streams = (held.linquidLiveStreams ??= new Map());

export interface LiveMessage {
  /** What the client sends back as `Last-Event-ID`. */
  id: string;
  event: LiveEvent;
}

export interface LiveFeed {
  /** Begins. `send` is called at once with `ready`, and with what was missed if that is known. */
  start(send: (message: LiveMessage) => void): void;
  /** The caller as they are judged now: decides from here on what they are told. */
  judged(ctx: Context): void;
  stop(): void;
}

/**
 * What changes in the caller's workspace and may be read by them, as it changes.
 * @param lastId id of the last message that the caller has seen, if any
 * @throws AppError RATE_LIMITED when this person, or this key, has too many streams open
 */
export async function openLiveFeed(ctx: Context, lastId: string | null): Promise<LiveFeed> {
  const leavePlace = takePlace(ctx.actor.id);
  try {
    await liveHub().listen();
  } catch (error) {
    leavePlace();
    throw error;
  }
  let caller = ctx;
  let stop: (() => void) | null = leavePlace;
  return {
    start(send) {
      const stopFollowing = follow(ctx.workspace.id, lastId, (notice) => maySee(caller, notice), send);
      stop = () => {
        stopFollowing();
        leavePlace();
      };
    },
    judged(now) {
      caller = now;
    },
    stop() {
      stop?.();
      stop = null;
    },
  };
}

function follow(
  workspaceId: string,
  lastId: string | null,
  isSeen: (notice: LiveNotice) => boolean,
  send: (message: LiveMessage) => void,
): () => void {
  const channel = liveHub().join(workspaceId);
  const subscriber = {
    entry: ({ id, notice }: { id: string; notice: LiveNotice }): void => {
      if (isSeen(notice)) send({ id, event: toEvent(notice) });
    },
    reset: (id: string): void => send({ id, event: { type: "ready", resumed: false } }),
  };
  const missed = channel.since(lastId);
  if (missed === null || lastId === null) subscriber.reset(channel.at);
  else {
    send({ id: lastId, event: { type: "ready", resumed: true } });
    for (const entry of missed) subscriber.entry(entry);
  }
  channel.subscribers.add(subscriber);
  return () => {
    channel.subscribers.delete(subscriber);
    liveHub().leave(workspaceId);
  };
}

const toEvent = ({ topic, ids, more, created }: LiveNotice): LiveEvent => ({
  type: "changed",
  topic,
  ids,
  more,
  created,
});

/** The rights are those of the reads that a notice leads to. */
function maySee(ctx: Context, { topic, surface }: LiveNotice): boolean {
  if (surface !== null) return readableSurfaces(ctx).includes(surface);
  return ctx.can(topic === "replay" ? "webhooks:read" : "integrations:read");
}

function takePlace(actorId: string): () => void {
  const open = streams.get(actorId) ?? 0;
  if (open >= STREAMS_MAX)
    throw new AppError("RATE_LIMITED", `At most ${STREAMS_MAX} streams can be open at once. Close one first.`, {
      retryAfterS: RETRY_AFTER_S,
    });
  streams.set(actorId, open + 1);
  return () => {
    const left = (streams.get(actorId) ?? 1) - 1;
    if (left > 0) streams.set(actorId, left);
    else streams.delete(actorId);
  };
}
