import type { CheckUrl, UrlCheck, UrlCheckKey } from "@/lib/contracts/diagnosis";
import type { ProbeResult } from "@/lib/egress/egress";
import { egress } from "@/lib/engine/egress";
import { DAY, iso } from "@/lib/shared/time";
import { causeOf, explain } from "@/lib/webhooks/diagnosis";

import type { Context } from "../context";
import { readableSurfaces } from "../deliveries/visible";
import { assertPerMinute } from "../per-minute";

type Check = UrlCheck["checks"][number];

const CHECKS_PER_MINUTE = 60;
/** A certificate that ends sooner is worth a word. */
export const CERTIFICATE_WARNS_MS = 14 * DAY;
const USED_BY_MAX = 20;

/**
 * What would happen with this URL, without a byte being sent to it: its form, its address, the connection and its
 * certificate, judged by the very rules of deliveries.
 * @throws AppError RATE_LIMITED above 60 a minute for one person or key
 */
export async function checkEndpointUrl(ctx: Context, input: CheckUrl): Promise<UrlCheck> {
  await assertPerMinute(
    `url-check:${ctx.actor.id}`,
    CHECKS_PER_MINUTE,
    `URLs can be checked ${CHECKS_PER_MINUTE} times a minute.`,
  );
  const probe = await egress().probe(input.url);
  const { dns = null, connect = null, tls = null } = probe.timings;
  return {
    url: probe.url,
    host: probe.host,
    acceptable: probe.url !== null,
    checks: urlChecks(probe),
    address: probe.ok ? probe.address : null,
    timings: { dns, connect, tls },
    certificate: probe.ok && probe.certificate ? certificateOf(probe.certificate) : null,
    usedBy: probe.url === null ? [] : await usersOf(ctx, probe.url),
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
function urlChecks(probe: ProbeResult): Check[] {
  const failedAt = probe.ok ? PHASES.length : PHASES.indexOf(probe.phase);
  return PHASES.map((phase, at): Check => {
    const key = KEYS[phase];
    if (at > failedAt) return { key, state: "skipped", message: "Not checked." };
    if (at === failedAt && !probe.ok) return { key, state: "problem", message: problemInWords(probe) };
    return passed(key, probe);
  });
}

function passed(key: UrlCheckKey, probe: ProbeResult): Check {
  const ms = (value: number | undefined): string => `${Math.round(value ?? 0)} ms`;
  switch (key) {
    case "url":
      return { key, state: "passed", message: "The URL is valid." };
    case "address_found":
      return { key, state: "passed", message: probe.ok ? probe.address : "Address found." };
    case "public_address":
      return { key, state: "passed", message: "Public address." };
    case "connects":
      return { key, state: "passed", message: `Connected in ${ms(probe.timings.connect)}.` };
    case "certificate":
      return probe.ok && probe.certificate
        ? certificateCheck(probe.certificate.validTo)
        : { key, state: "skipped", message: "Plain HTTP, which the operator allowed for this host." };
  }
}

const DATE = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });

function certificateCheck(validTo: Date): Check {
  const key = "certificate";
  const days = Math.floor((validTo.getTime() - Date.now()) / DAY);
  return validTo.getTime() - Date.now() < CERTIFICATE_WARNS_MS
    ? { key, state: "warning", message: `TLS ends in ${days} day${days === 1 ? "" : "s"}.` }
    : { key, state: "passed", message: `TLS valid until ${DATE.format(validTo)}.` };
}

/** The words of the whole product for this failure. */
export function problemInWords(probe: Extract<ProbeResult, { ok: false }>): string {
  const explanation = explainProbe(probe);
  return explanation ? `${explanation.headline} ${explanation.meaning}` : probe.message;
}

export function explainProbe({ errorClass, message, url }: Extract<ProbeResult, { ok: false }>) {
  const cause = errorClass && causeOf({ errorClass, statusCode: null, message });
  return cause && url !== null ? explain(cause, { url, message }) : null;
}
