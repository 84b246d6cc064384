import { fieldsOf, json, objectOf, type Route } from "../http";
import { newId } from "../ids";
import type { StandIn, World } from "../world";

export interface Zap {
  id: string;
  event: string;
  apiKey: string;
  /** Ours, from the answer to its subscription. */
  hook: string | null;
  on: boolean;
  received: { at: string; headers: Record<string, string>; body: Record<string, unknown> }[];
}

/** Zapier calls us: Zaps that are switched on subscribe with a key of ours, and take what we post until they are off. */
export function zapier(world: World): StandIn {
  const zaps: Zap[] = [];
  const base = () => `${world.appUrl}/api/integrations/webhooks/zapier`;
  const call = async (key: string, method: string, path: string, body?: unknown) => {
    const response = await fetch(`${base()}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: objectOf(await response.text()) };
  };

  const routes: Route[] = [
    {
      method: "POST",
      pattern: "/zapier/hooks/standard/:id",
      answer: ({ params, header, body }) => {
        const zap = zaps.find(({ id }) => id === params["id"]);
        // A Zap that is off is gone for whoever still posts to it.
        if (!zap?.on) return json(410, { status: "gone" });
        const names = ["webhook-id", "webhook-timestamp", "webhook-signature", "content-type"];
        zap.received.push({
          at: new Date(world.now()).toISOString(),
          headers: Object.fromEntries(names.map((name) => [name, header(name)])),
          body: objectOf(body),
        });
        return json(200, { status: "success", id: newId("req_") });
      },
    },
    {
      method: "POST",
      pattern: "/zapier/connections",
      answer: async (asked) => {
        const { apiKey = "" } = fieldsOf(asked);
        const answer = await call(apiKey, "POST", "/test");
        return json(answer.status === 200 ? 200 : answer.status, answer.body);
      },
    },
    {
      method: "POST",
      pattern: "/zapier/zaps",
      answer: async (asked) => {
        const { apiKey = "", event = "sale.created", filters } = fieldsOf(asked);
        const id = newId("zap");
        const answer = await call(apiKey, "POST", "/subscribe", {
          targetUrl: `${world.url}/zapier/hooks/standard/${id}`,
          event,
          ...(filters && { filters: objectOf(filters) }),
        });
        // The answer may be the subscription itself or stand in an envelope.
        const hook = (answer.body["data"] as { id?: string } | undefined)?.id ?? answer.body["id"];
        if (answer.status !== 201 || typeof hook !== "string") return json(answer.status, answer.body);
        const zap: Zap = { id, event, apiKey, hook, on: true, received: [] };
        zaps.push(zap);
        return json(201, { id, hook });
      },
    },
    {
      method: "POST",
      pattern: "/zapier/zaps/:id/off",
      answer: async (asked) => {
        const zap = zaps.find(({ id }) => id === asked.params["id"]);
        if (!zap) return json(404, { error: "no such zap" });
        zap.on = false;
        // `silent`: switched off without telling us, so that the next delivery is answered with 410.
        if (fieldsOf(asked)["silent"] === "true") return json(200, { id: zap.id, status: null });
        const { status } = await call(zap.apiKey, "DELETE", `/subscribe/${zap.hook}`);
        return json(200, { id: zap.id, status });
      },
    },
  ];

  return {
    name: "zapier",
    routes,
    accounts: () => [],
    events: {},
    uninstall: () => [],
    expire: () => undefined,
    failure: (failure) =>
      json(failure === "429" ? 429 : 500, { status: "error" }, failure === "429" ? { "retry-after": "1" } : {}),
    // Whoever looks must not get the keys.
    kept: () => ({ zaps: zaps.map(({ id, event, hook, on, received }) => ({ id, event, hook, on, received })) }),
  };
}
