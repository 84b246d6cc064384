import { enginePool } from "../engine/pool";
import type { RawExecutor } from "../transaction";
import type { LiveNotice } from "./notice";

/** Tells every web process, in one statement. */
export async function tellLive(notices: readonly LiveNotice[]): Promise<void> {
  await enginePool().query({
    name: "tell_live",
    text: "SELECT pg_notify('linquid_live', notice) FROM unnest($1::text[]) AS notice",
    values: [notices.map((notice) => JSON.stringify(notice))],
  });
}

/** Tells of one delivery that a person changed, when the transaction commits. */
export async function tellOfDelivery(
  sql: RawExecutor,
  delivery: { workspaceId: string; surface: LiveNotice["surface"]; id: string; created?: boolean },
): Promise<void> {
  const { workspaceId, surface, id, created = false } = delivery;
  const notice: LiveNotice = {
    workspaceId,
    topic: "delivery",
    surface,
    ids: [id],
    more: false,
    created: created ? 1 : 0,
  };
  await sql.$queryRaw`SELECT pg_notify('linquid_live', ${JSON.stringify(notice)})::text`;
}
