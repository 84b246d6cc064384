// Local stand-ins for the providers: each speaks its provider's protocol over HTTP under a path of its own. For
// development, tests and the demo; nothing of the product depends on them.

import { controlRoutes } from "./control";
import { type Answer, serve } from "./http";
import { hubspot } from "./providers/hubspot";
import { resend } from "./providers/resend";
import { segment } from "./providers/segment";
import { shopify } from "./providers/shopify";
import { slack } from "./providers/slack";
import { stripe } from "./providers/stripe";
import { zapier } from "./providers/zapier";
import { Mailbox, wait } from "./send";
import { standInVariables } from "./variables";
import type { Failure, Fields, SendMode, Sent, StandIn, StandInName, World } from "./world";

export interface SendOrder {
  provider: StandInName;
  /** The provider's own name; several with commas are sent one after the other. */
  event: string;
  /** Default: the first account that let the app in, or the first. */
  account?: string;
  fields?: Fields;
  mode?: SendMode;
  /** How often the same bytes are posted. Default 1, and 2 when `replayed`. */
  times?: number;
}

export interface FailOrder {
  provider: StandInName;
  failure: Failure;
  /** How many of the next calls fail. Default 1. */
  times?: number;
  /** Only calls whose path contains this. */
  path?: string;
  /** How long a slow answer takes. Default 12,000. */
  slowMs?: number;
}

export interface Sandbox {
  url: string;
  world: World;
  standIns: readonly StandIn[];
  /** The environment in which the app uses these stand-ins. */
  variables: Record<string, string>;
  sent: readonly Sent[];
  send(order: SendOrder): Promise<Sent[]>;
  /** Posts one of `sent` again; null when there is none of this number. */
  again(number: number): Promise<Sent | null>;
  fail(order: FailOrder): void;
  /** Removes the app at the provider, and lets the provider say so where it does. */
  uninstall(provider: StandInName, account?: string): Promise<Sent[]>;
  expire(provider: StandInName, account?: string): void;
  kept(provider: StandInName): Record<string, unknown>;
  close(): Promise<void>;
}

/**
 * Starts all stand-ins in one server on the loopback address.
 * @param port 0 for a free one
 * @param appUrl the app's origin: callbacks are accepted there alone, app-wide webhooks are posted there
 */
export async function startSandbox({
  port = 0,
  appUrl,
  now = Date.now,
}: {
  port?: number;
  appUrl: string;
  now?: () => number;
}): Promise<Sandbox> {
  const world: World = { url: "", appUrl, now };
  const standIns = [stripe, shopify, hubspot, slack, resend, zapier, segment].map((make) => make(world));
  const mailbox = new Mailbox(now);
  let failing: Required<FailOrder>[] = [];

  const standIn = (name: StandInName): StandIn => {
    const found = standIns.find((each) => each.name === name);
    if (!found) throw new Error(`There is no stand-in for ${name}.`);
    return found;
  };
  const accountOf = ({ accounts }: StandIn, wanted: string | undefined): string =>
    wanted || accounts().find(({ installed }) => installed)?.id || accounts()[0]?.id || "";

  async function failureFor(path: string): Promise<Answer | null> {
    const [, provider = ""] = path.split("/");
    const isCall = !path.endsWith("/authorize") && (provider !== "zapier" || path.startsWith("/zapier/hooks/"));
    const order = isCall && failing.find((each) => each.provider === provider && path.includes(each.path));
    if (!order) return null;
    order.times--;
    failing = failing.filter((each) => each.times > 0);
    if (order.failure !== "slow") return standIn(order.provider).failure(order.failure);
    await wait(order.slowMs);
    return null;
  }

  const sandbox: Omit<Sandbox, "url" | "variables" | "close"> = {
    world,
    standIns,
    sent: mailbox.all,
    send: async ({ provider, event, account, fields = {}, mode = "sound", times }) => {
      const from = standIn(provider);
      const webhooks = event.split(",").flatMap((name) => {
        const build = from.events[name.trim()];
        if (!build) throw new Error(`${provider} has no event ${name}.`);
        return build(accountOf(from, account), fields);
      });
      return mailbox.send(provider, webhooks, mode, times ?? (mode === "replayed" ? 2 : 1));
    },
    again: (number) => mailbox.again(number),
    fail: ({ times = 1, path = "", slowMs = 12_000, ...order }) => {
      failing.push({ ...order, times, path, slowMs });
    },
    uninstall: async (provider, account) => {
      const from = standIn(provider);
      return mailbox.send(provider, from.uninstall(accountOf(from, account)), "sound", 1);
    },
    expire: (provider, account) => {
      const from = standIn(provider);
      from.expire(accountOf(from, account));
    },
    kept: (provider) => standIn(provider).kept(),
  };

  const routes = [...controlRoutes(sandbox), ...standIns.flatMap((each) => each.routes)];
  const { server, url } = await serve(routes, port, failureFor);
  world.url = url;
  return Object.assign(sandbox, {
    url,
    variables: standInVariables(url),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
