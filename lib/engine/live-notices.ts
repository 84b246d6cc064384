import { isDatabaseAway } from "@/lib/db/database-away";
import { GatheredNotices } from "@/lib/db/live/notice";
import { tellLive } from "@/lib/db/live/tell";
import { logger } from "@/lib/observability/logger";
import type { Surface } from "@/lib/webhooks/state";

const TELL_EVERY_MS = 300;

/**
 * Tells the screens which deliveries changed. The engine pays per delivery one look-up in memory; the database pays for
 * at most three small statements a second and engine, each with one notice per workspace and surface, whether ten
 * deliveries changed or ten thousand. `NOTIFY` takes a lock that all who notify share until they have committed, so it
 * stays out of the statements that write results.
 */
export class LiveNotices {
  private readonly gathered = new GatheredNotices();
  private timer: NodeJS.Timeout | null = null;
  private telling = false;

  note(workspaceId: string, surface: Surface, deliveryId: string, isNew: boolean): void {
    this.gathered.note(workspaceId, "delivery", surface, deliveryId, isNew);
    this.timer ??= setTimeout(() => void this.tell(), TELL_EVERY_MS).unref();
  }

  private async tell(): Promise<void> {
    this.timer = null;
    if (this.telling) {
      this.timer = setTimeout(() => void this.tell(), TELL_EVERY_MS).unref();
      return;
    }
    this.telling = true;
    // What is not told is not told again: whoever lost the database reads everything anew.
    await tellLive(this.gathered.take()).catch((error: unknown) => {
      if (!isDatabaseAway(error)) logger.warn({ error }, "The screens were not told what changed");
    });
    this.telling = false;
  }
}
