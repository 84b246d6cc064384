import { type Asked, basicOf, json, objectOf, type Route } from "../http";
import { APPS } from "../variables";
import type { StandIn, World } from "../world";

const KINDS = ["identify", "track", "page", "group", "alias", "batch"];

/** A source that takes calls under its write key. */
export function segment(world: World): StandIn {
  const calls: { kind: string; at: string; body: Record<string, unknown> }[] = [];
  const take = (kind: string) => (asked: Asked) => {
    if (basicOf(asked).user !== APPS.segment.writeKey)
      return json(401, { success: false, message: "invalid write key" });
    const body = objectOf(asked.body);
    if (kind !== "batch" && !body["userId"] && !body["anonymousId"])
      return json(400, { success: false, message: "userId or anonymousId is needed" });
    calls.push({ kind, at: new Date(world.now()).toISOString(), body });
    return json(200, { success: true });
  };
  const routes: Route[] = KINDS.map((kind) => ({ method: "POST", pattern: `/segment/v1/${kind}`, answer: take(kind) }));
  return {
    name: "segment",
    routes,
    accounts: () => [],
    events: {},
    uninstall: () => [],
    expire: () => undefined,
    failure: (failure) => json(failure === "429" ? 429 : failure === "refused" ? 401 : 500, { success: false }),
    kept: () => ({ calls }),
  };
}
