import type { CheckUrl, UrlCheck, UrlCheckKey } from "@/lib/contracts/diagnosis";
import { readOtherModeSenders } from "@/lib/db/people/other-mode";
import type { EgressResult, ProbeResult } from "@/lib/egress/egress";
import { checkUrl } from "@/lib/egress/url";
import { egress } from "@/lib/engine/egress";
import { env } from "@/lib/env";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { readableSurfaces } from "../deliveries/visible";
import { assertPerMinute } from "../per-minute";
import { NOT_CHECKED, passedInWords, POST_TIMEOUT_MS, postCheck, problemInWords } from "./url-check-words";

type Check = UrlCheck["checks"][number];

const CHECKS_PER_MINUTE = 60;
/** Lets the owner of a receiver tell these requests from deliveries. */
const URL_CHECK_AGENT = "Linquid-URL-Check/1.0";
const USED_BY_MAX = 20;

/**
 * What would happen with this URL: its form, its address, the connection and its certificate, judged by the very rules
 * of deliveries; when it is asked for also what a POST is answered. Otherwise no byte is sent to it.
 * @throws AppError RATE_LIMITED above 60 a minute for one person or key
 */
export async function checkEndpointUrl(ctx: Context, input: CheckUrl): Promise<UrlCheck> {
  await assertPerMinute(
    `url-check:${ctx.actor.id}`,
    CHECKS_PER_MINUTE,
    `URLs can be checked ${CHECKS_PER_MINUTE} times a minute.`,
  );
  const probe = await egress().probe(input.url);
  const sent = input.sendPost && probe.ok ? await post(probe.url) : null;
  const { dns = null, connect = null, tls = null } = probe.timings;
  return {
    url: probe.url,
    host: probe.host,
    acceptable: probe.url !== null,
    checks: [...connectionChecks(probe, input.url), sent?.check ?? passedInWords("answers_post", probe)],
    address: probe.ok ? probe.address : null,
    timings: { dns, connect, tls },
    certificate: probe.ok && probe.certificate ? certificateOf(probe.certificate) : null,
    answer: sent?.answer ?? null,
    usedBy: probe.url === null ? [] : await usersOf(ctx, probe.url),
    otherMode:
      probe.url === null || ctx.actor.type !== "user"
        ? []
        : await readOtherModeSenders(ctx.actor.id, probe.url, ctx.workspace.mode),
  };
}

const certificateOf = ({ validTo, names }: { validTo: Date; names: string[] }) => ({ validTo: iso(validTo), names });

async function usersOf(ctx: Context, url: string): Promise<UrlCheck["usedBy"]> {
  const rows = await ctx.db.endpoint.findMany({
    where: { url, deletedAt: null, surface: { in: readableSurfaces(ctx) } },
    select: { id: true, name: true, surface: true, linkId: true, eventTypes: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: USED_BY_MAX,
  });
  return rows.map(({ eventTypes, ...row }) => ({ ...row, events: eventTypes }));
}

const PHASES = ["url", "dns", "address", "connect", "tls"] as const;
const KEYS: Readonly<Record<(typeof PHASES)[number], UrlCheckKey>> = {
  url: "url",
  dns: "address_found",
  address: "public_address",
  connect: "connects",
  tls: "certificate",
};

/** One check for each phase: what came before the phase of a failure passed, what comes after was not looked at. */
function connectionChecks(probe: ProbeResult, raw: string): Check[] {
  const failedAt = probe.ok ? PHASES.length : PHASES.indexOf(probe.phase);
  return PHASES.map((phase, at): Check => {
    const key = KEYS[phase];
    if (at > failedAt) return { key, state: "skipped", message: NOT_CHECKED };
    if (at === failedAt && !probe.ok) return { key, state: "problem", message: problemInWords(probe, raw) };
    return passedInWords(key, probe);
  });
}

/** Sends an empty POST that nobody signed: whether there is a route that takes one, and where it would lead. */
async function post(url: string): Promise<{ check: Check; answer: UrlCheck["answer"] }> {
  const result = await egress().send({
    method: "POST",
    url,
    headers: [
      ["content-type", "application/json"],
      ["user-agent", URL_CHECK_AGENT],
    ],
    body: "{}",
    timeoutMs: POST_TIMEOUT_MS,
    bodyBytesKept: 0,
  });
  const answer = result.ok ? answerOf(url, result) : null;
  return { check: postCheck(url, result, answer), answer };
}

function answerOf(url: string, { status, headers, timings }: Extract<EgressResult, { ok: true }>) {
  const location = headers.find(([name]) => name === "location")?.[1];
  const target = location !== undefined && URL.canParse(location, url) ? new URL(location, url).href : undefined;
  const checked = target === undefined ? null : checkUrl(target, env.egressAllow);
  return { statusCode: status, tookMs: Math.round(timings.total), location: checked?.ok ? checked.url : null };
}
