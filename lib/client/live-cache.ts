import type { QueryClient, QueryKey } from "@tanstack/react-query";

import type { LiveEvent } from "@/lib/contracts/live";
import { SECOND } from "@/lib/shared/time";

import { deliveryQueries } from "./queries/deliveries";
import { endpointQueries } from "./queries/endpoints";
import { overviewQueries } from "./queries/overview";
import { providerQueries } from "./queries/providers";
import { replayQueries } from "./queries/replays";

/** At the full rate a list is read again this often, and figures this often, however much happens. */
const LIST_MS = 2 * SECOND;
const FIGURES_MS = 10 * SECOND;
const OBJECT_MS = SECOND;

/**
 * Makes what is on the screen be read again when the stream says that it changed. Only what is looked at is asked for;
 * what is not is marked as old.
 */
export class LiveCache {
  private readonly last = new Map<string, number>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly client: QueryClient,
    private readonly workspaceId: string,
  ) {}

  readonly apply = (event: LiveEvent): void => {
    const { workspaceId } = this;
    if (event.type === "ready") {
      // What the page brought along is older than the stream: nobody told what came in between.
      if (!event.resumed) void this.client.invalidateQueries({ queryKey: ["ws", workspaceId] });
      return;
    }
    switch (event.topic) {
      case "delivery":
        this.details(event.ids, event.more);
        this.deliveryLists();
        this.soon(endpointQueries.all(workspaceId), FIGURES_MS);
        break;
      case "endpoint":
        this.soon(endpointQueries.all(workspaceId), OBJECT_MS);
        this.soon(overviewQueries.all(workspaceId), OBJECT_MS);
        // Pausing and resuming an endpoint moves what waits for it.
        this.deliveryLists();
        break;
      case "replay":
        this.soon(replayQueries.all(workspaceId), OBJECT_MS);
        break;
      case "installation":
        this.soon(overviewQueries.all(workspaceId), OBJECT_MS);
        this.soon(providerQueries.all(workspaceId), OBJECT_MS);
        break;
      case "receipt":
        this.soon(providerQueries.all(workspaceId), OBJECT_MS);
        break;
    }
  };

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private deliveryLists(): void {
    this.soon(deliveryQueries.lists(this.workspaceId), LIST_MS);
    this.soon(deliveryQueries.histograms(this.workspaceId), LIST_MS);
  }

  private details(ids: readonly string[], more: boolean): void {
    if (more) return this.soon(deliveryQueries.details(this.workspaceId), OBJECT_MS);
    for (const id of ids) {
      const { queryKey } = deliveryQueries.detail(this.workspaceId, id);
      if (this.client.getQueryState(queryKey)) void this.client.invalidateQueries({ queryKey });
    }
  }

  /** At once, and then not again before `everyMs` have passed; what comes meanwhile is one. */
  private soon(queryKey: QueryKey, everyMs: number): void {
    const key = JSON.stringify(queryKey);
    if (this.timers.has(key)) return;
    const wait = (this.last.get(key) ?? -Infinity) + everyMs - performance.now();
    const go = (): void => {
      this.timers.delete(key);
      this.last.set(key, performance.now());
      void this.client.invalidateQueries({ queryKey });
    };
    if (wait <= 0) go();
    else this.timers.set(key, setTimeout(go, wait));
  }
}
