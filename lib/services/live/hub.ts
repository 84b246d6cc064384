import { setTimeout as pause } from "node:timers/promises";

import { listenLive } from "@/lib/db/live/listen";
import { logger } from "@/lib/observability/logger";
import { MINUTE, SECOND } from "@/lib/shared/time";

import { Channel } from "./channel";

type Listener = Awaited<ReturnType<typeof listenLive>>;

/** So long a workspace is followed after its last stream ended, for the one that resumes. */
const LINGER_MS = 5 * MINUTE;
const RECONNECT_MS = SECOND;

/**
 * All streams of this process share one connection that listens. A notice is read once, dropped at once when nobody
 * follows its workspace, and otherwise handed to each stream of it: the database does not notice how many look on.
 */
class Hub {
  private readonly channels = new Map<string, Channel>();
  private readonly lingering = new Map<string, NodeJS.Timeout>();
  private listening: Promise<Listener> | null = null;
  private reconnecting = false;

  /** Resolves when nothing that happens from now on is missed. @throws when the database is away */
  async listen(): Promise<void> {
    this.listening ??= this.connect();
    await this.listening;
  }

  /** The workspace's channel, for as long as `leave` was not called as often as this. */
  join(workspaceId: string): Channel {
    clearTimeout(this.lingering.get(workspaceId));
    this.lingering.delete(workspaceId);
    let channel = this.channels.get(workspaceId);
    if (!channel) this.channels.set(workspaceId, (channel = new Channel()));
    // It may have been lost since `listen`.
    if (!this.listening) void this.reconnect();
    return channel;
  }

  /** Somebody who had joined is gone. */
  leave(workspaceId: string): void {
    if ((this.channels.get(workspaceId)?.subscribers.size ?? 0) > 0 || this.lingering.has(workspaceId)) return;
    this.lingering.set(workspaceId, setTimeout(() => this.forget(workspaceId), LINGER_MS).unref());
  }

  private forget(workspaceId: string): void {
    this.lingering.delete(workspaceId);
    this.channels.get(workspaceId)?.stop();
    this.channels.delete(workspaceId);
    if (this.channels.size > 0) return;
    const { listening } = this;
    this.listening = null;
    listening?.then((listener) => listener.end()).catch(() => undefined);
  }

  private async connect(): Promise<Listener> {
    try {
      return await listenLive({
        notice: (notice) => this.channels.get(notice.workspaceId)?.add(notice),
        lost: (error) => this.lost(error),
      });
    } catch (error) {
      this.listening = null;
      throw error;
    }
  }

  private lost(error: Error): void {
    this.listening = null;
    // Whoever only lingers could not resume across the gap.
    for (const workspaceId of this.lingering.keys()) this.forgetNow(workspaceId);
    if (this.channels.size === 0) return;
    logger.warn({ reason: error.message }, "Live updates wait for the database");
    void this.reconnect();
  }

  private forgetNow(workspaceId: string): void {
    clearTimeout(this.lingering.get(workspaceId));
    this.forget(workspaceId);
  }

  private async reconnect(): Promise<void> {
    if (this.reconnecting) return;
    this.reconnecting = true;
    while (this.channels.size > 0) {
      await pause(RECONNECT_MS, undefined, { ref: false });
      try {
        await this.listen();
        for (const channel of this.channels.values()) channel.reset();
        break;
      } catch {
        // Said once, when it was lost.
      }
    }
    this.reconnecting = false;
  }
}

// Next bundles routes apart and, in development, loads modules again: one process, one hub.
const held = globalThis as typeof globalThis & { linquidLiveHub?: Hub };

export const liveHub = (): Hub => (held.linquidLiveHub ??= new Hub());
