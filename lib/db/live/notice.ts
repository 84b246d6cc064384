import type { LiveTopic } from "@/lib/contracts/live";

type Surface = "workspace" | "link" | "outbound";

/** What changed in one workspace, as it travels over the channel. `surface` of what has none is null. */
export interface LiveNotice {
  workspaceId: string;
  topic: LiveTopic;
  surface: Surface | null;
  ids: string[];
  /** More changed than is named. */
  more: boolean;
  created: number;
}

/** Keeps a notice far below the 8,000 bytes that the server carries. */
const IDS_MAX = 50;

interface Gathered extends Omit<LiveNotice, "ids"> {
  ids: Set<string>;
}

/** Many changes as few notices: one for each workspace, topic and surface, however much changed. */
export class GatheredNotices {
  private readonly gathered = new Map<string, Gathered>();

  /** One change. Costs a look-up, and nothing more once as many are named as a notice takes. */
  note(workspaceId: string, topic: LiveTopic, surface: Surface | null, id: string, isNew: boolean): void {
    const one = this.of(workspaceId, topic, surface);
    if (isNew) one.created++;
    this.name(one, id);
  }

  add(notice: LiveNotice): void {
    const one = this.of(notice.workspaceId, notice.topic, notice.surface);
    one.created += notice.created;
    one.more ||= notice.more;
    for (const id of notice.ids) this.name(one, id);
  }

  /** Everything gathered so far; then it is empty. */
  take(): LiveNotice[] {
    const notices = [...this.gathered.values()].map((one) => ({ ...one, ids: [...one.ids] }));
    this.gathered.clear();
    return notices;
  }

  private of(workspaceId: string, topic: LiveTopic, surface: Surface | null): Gathered {
    const key = `${workspaceId} ${topic} ${surface}`;
    let one = this.gathered.get(key);
    if (!one) {
      one = { workspaceId, topic, surface, ids: new Set(), more: false, created: 0 };
      this.gathered.set(key, one);
    }
    return one;
  }

  private name(one: Gathered, id: string): void {
    if (one.ids.size < IDS_MAX) one.ids.add(id);
    else if (!one.more && !one.ids.has(id)) one.more = true;
  }
}
