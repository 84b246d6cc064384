import type { Context } from "../context";
import type { AnyEmittedEvent } from "../events/emit";
import { type LinkRow, toLink, toLinkData } from "./to-link";

type LinkAction = "link.create" | "link.update" | "link.delete";

/** The audit entry of a change of one link. */
export function audited(action: LinkAction, { before, after }: { before?: LinkRow; after?: LinkRow }) {
  const row = after ?? before;
  return {
    action,
    objectType: "link",
    objectId: row?.id ?? "",
    objectName: row?.shortCode ?? null,
    ...(before && { before: toLink(before) }),
    ...(after && { after: toLink(after) }),
  };
}

/** The event of a link that was made or deleted. */
export function announced(ctx: Context, type: "link.created" | "link.deleted", row: LinkRow): AnyEmittedEvent {
  return { type, data: { link: toLinkData(row) }, linkId: row.id, source: "link", actor: ctx.actor.id };
}

/** The event of a change, with the old values of what differs. Nothing when nothing does. */
export function announcedChange(ctx: Context, before: LinkRow, after: LinkRow): AnyEmittedEvent[] {
  const data = toLinkData(after);
  const previous = changed(toLinkData(before), data);
  if (Object.keys(previous).length === 0) return [];
  return [
    {
      type: "link.updated",
      data: { link: data },
      previousAttributes: { link: previous },
      linkId: after.id,
      source: "link",
      actor: ctx.actor.id,
    },
  ];
}

/** The old values of what differs. When it changed is no change of its own. */
function changed<Data extends object>(before: Data, after: Data): Partial<Data> {
  const now = new Map(Object.entries(after));
  const differs = ([key, old]: [string, unknown]): boolean =>
    key !== "updatedAt" && JSON.stringify(old) !== JSON.stringify(now.get(key));
  return Object.fromEntries(Object.entries(before).filter(differs)) as Partial<Data>;
}
