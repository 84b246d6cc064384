import { CreateReplay } from "@/lib/contracts/replays";
import type { Answer } from "@/lib/integrations/adapter";
import { scopeOf } from "@/lib/shared/endpoint-scope";
import { AppError } from "@/lib/shared/errors";
import { kindOfId } from "@/lib/shared/ids";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { getDelivery } from "../deliveries/get";
import { redeliver } from "../deliveries/redeliver";
import { assertWritable, readableSurfaces } from "../deliveries/visible";
import { enableEndpoint } from "../endpoints/enable";
import { getAnyEndpointRow } from "../endpoints/find-any";
import { pageUrl } from "../installations/app";
import { adapterOf, getInstallationRow } from "../installations/find";
import { shortUrlOf } from "../links/to-link";
import { getOverview } from "../overview/get";
import { createReplay } from "../replays/create";
import { withTransaction } from "../transaction";

/** @param ctx of the member who asks @param installationId where */
type Verb = (ctx: Context, subject: string, installationId: string) => Promise<Answer>;

export const HELP =
  "status: whether everything works. link CODE: where a short link leads, and its clicks. delivery ID: what became of a delivery. redeliver ID: send a delivery again, or what failed of an endpoint. unlink: nothing more in your name.";

const said = (text: string, link: Answer["link"] = null): Answer => ({ text, link, done: false });
const did = (text: string): Answer => ({ text, link: null, done: true });
const open = (ctx: Context, path: string): Answer["link"] => ({
  label: "Open",
  url: pageUrl(`/${ctx.workspace.slug}/${path}`),
});

function need(ctx: Context, permission: Parameters<Context["can"]>[0]): void {
  if (!ctx.can(permission)) throw new AppError("FORBIDDEN", `This needs ${permission}.`);
}

const NONE_YET = "There are no endpoints yet.";

const status: Verb = async (ctx) => {
  if (readableSurfaces(ctx).length === 0) throw new AppError("FORBIDDEN", "You may not see the endpoints here.");
  const { kind, endpoints, affected, name, cause, waiting } = (await getOverview(ctx, { range: "24h" })).verdict;
  const whose = name ?? `${affected} of ${endpoints} endpoints`;
  const words = {
    nothing_set_up: NONE_YET,
    no_traffic: "Nothing was sent in the last 24 hours.",
    healthy: endpoints === 0 ? NONE_YET : `All ${endpoints} endpoints work.`,
    integration_error:
      cause === null ? `${affected} integrations stopped working.` : `${name} stopped working: ${cause}`,
    delayed: "Events are sent late. The delay is ours.",
    failing: `${whose} ${affected === 1 ? "fails" : "fail"}. Deliveries not delivered: ${waiting}.`,
    degraded: `${whose} ${affected === 1 ? "works" : "work"} at times. Deliveries not delivered: ${waiting}.`,
  }[kind];
  return said(words, open(ctx, ""));
};

const link: Verb = async (ctx, subject) => {
  need(ctx, "links:read");
  const shortCode = subject.slice(subject.lastIndexOf("/") + 1);
  const row = await ctx.db.link.findFirst({ where: { shortCode, deletedAt: null } });
  if (!row) return said("There is no such link.");
  return said(`${shortUrlOf(row.shortCode)} leads to ${row.destinationUrl}. Clicks: ${row.clicks}.`);
};

const delivery: Verb = async (ctx, id) => {
  const found = await getDelivery(ctx, { id });
  const last = found.statusCode === null ? "" : ` Last answer: ${found.statusCode}.`;
  const words = `${found.eventType} is ${found.state}. Attempts: ${found.attemptCount}.${last}`;
  return said(words, open(ctx, `deliveries/${id}`));
};

const enable: Verb = async (ctx, id) => {
  const row = await getAnyEndpointRow(ctx, id);
  assertWritable(ctx, row.surface);
  await enableEndpoint(ctx, scopeOf(row), id, { held: "send" });
  return did(`${row.name} was turned on by ${ctx.actor.name}. What was held is sent.`);
};

/** A delivery, or what failed of an endpoint. */
const again: Verb = async (ctx, id) => {
  if (kindOfId(id) === "delivery") {
    await redeliver(ctx, { id });
    return did(`Sent again by ${ctx.actor.name}.`);
  }
  need(ctx, "webhooks:manage");
  const row = await getAnyEndpointRow(ctx, id);
  const selection = { by: "filter", filter: { endpointId: id, state: "failed" } };
  await createReplay(ctx, CreateReplay.parse({ selection }));
  return did(`What failed of ${row.name} is sent again by ${ctx.actor.name}.`);
};

const mute: Verb = async (ctx, id, installationId) => {
  need(ctx, "integrations:manage");
  const row = await getAnyEndpointRow(ctx, id);
  const until = new Date(Date.now() + DAY);
  await withTransaction(ctx, async (tx) => {
    const { provider } = await getInstallationRow(tx.db, installationId);
    await tx.db.forwardMute.deleteMany({ where: { installationId, endpointId: id } });
    await tx.db.forwardMute.create({ data: { installationId, endpointId: id, workspaceId: ctx.workspace.id, until } });
    await tx.audit({
      action: "integration.mute",
      objectType: "integration",
      objectId: installationId,
      objectName: adapterOf(provider).manifest.name,
      after: { endpointId: id, until: until.toISOString() },
    });
  });
  return did(`${row.name} was muted for a day by ${ctx.actor.name}.`);
};

/** What can be asked for from a provider, each with the rights of whoever asks. */
export const VERBS: ReadonlyMap<string, Verb> = new Map([
  ["status", status],
  ["link", link],
  ["delivery", delivery],
  ["redeliver", again],
  ["enable", enable],
  ["mute", mute],
]);
