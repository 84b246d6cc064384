import { z } from "zod";

import { controlPage } from "./control-page";
import { type Answer, type Asked, fieldsOf, json, objectOf, page, redirect, type Route } from "./http";
import type { Sandbox } from "./server";
import { FAILURES, SEND_MODES, STAND_INS } from "./world";

type Controlled = Omit<Sandbox, "url" | "variables" | "close">;

const provider = z.enum(STAND_INS);
const account = z.string().optional();
const times = z.coerce.number().int().min(1).max(100).optional();
const Send = z.object({
  provider,
  event: z.string().min(1),
  account,
  mode: z.enum(SEND_MODES).optional(),
  times,
  fields: z.record(z.string(), z.coerce.string()).optional(),
});
const Fail = z.object({
  provider,
  failure: z.enum(FAILURES),
  times,
  path: z.string().optional(),
  slowMs: z.coerce.number().int().max(60_000).optional(),
});
const Account = z.object({ provider, account });
const Again = z.object({ number: z.coerce.number().int() });

/** What drives the stand-ins: a page for people at `/`, the same orders as JSON for tests. */
export function controlRoutes(sandbox: Controlled): Route[] {
  const order = <Order>(path: string, schema: z.ZodType<Order>, carryOut: (order: Order) => unknown): Route => ({
    method: "POST",
    pattern: `/control/${path}`,
    answer: async (asked): Promise<Answer> => {
      // Another site that is open in the same browser must not drive the demo.
      if (asked.header("sec-fetch-site") === "cross-site") return json(403, { error: "cross-site" });
      const read = schema.safeParse(orderIn(asked));
      if (!read.success) return json(400, { error: z.prettifyError(read.error) });
      try {
        const done = (await carryOut(read.data)) ?? null;
        return asked.header("accept").includes("text/html") ? redirect("/") : json(200, { done });
      } catch (error) {
        return json(400, { error: String(error) });
      }
    },
  });

  return [
    { method: "GET", pattern: "/", answer: () => page(200, controlPage(sandbox)) },
    { method: "GET", pattern: "/control", answer: () => json(200, stateOf(sandbox)) },
    order("send", Send, (wanted) => sandbox.send(withoutUndefined(wanted))),
    order("fail", Fail, (wanted) => sandbox.fail(withoutUndefined(wanted))),
    order("uninstall", Account, (wanted) => sandbox.uninstall(wanted.provider, wanted.account)),
    order("expire", Account, (wanted) => sandbox.expire(wanted.provider, wanted.account)),
    order("again", Again, ({ number }) => sandbox.again(number)),
  ];
}

/** A form writes the fields of an event as lines `name=value` in one of its own. */
function orderIn(asked: Asked): Record<string, unknown> {
  if (asked.header("content-type").includes("application/json")) return objectOf(asked.body);
  const form = fieldsOf(asked);
  const lines = (form["fields"] ?? "").split(/[\n;]/).flatMap((line) => {
    const at = line.indexOf("=");
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()] as const] : [];
  });
  const given = Object.entries(form).filter(([name, value]) => name !== "fields" && value !== "");
  return { ...Object.fromEntries(given), fields: Object.fromEntries(lines) };
}

const stateOf = ({ standIns, sent }: Controlled) => ({
  sent,
  providers: Object.fromEntries(
    standIns.map(({ name, accounts, events, kept }) => [
      name,
      { accounts: accounts(), events: Object.keys(events), kept: kept() },
    ]),
  ),
});

type Present<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> };
const withoutUndefined = <Value extends object>(value: Value): Present<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Present<Value>;
