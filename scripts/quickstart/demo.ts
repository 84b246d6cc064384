import { existsSync, readFileSync, writeFileSync } from "node:fs";

import type { Api } from "./api";
import { until } from "./api";

/** Which secret the receiver verifies with, for each path. */
export const RECEIVER_SECRETS = ".data/receiver.json";

interface Destination {
  id: string;
  url: string;
  secret?: string;
}

const WANTED = {
  orders: {
    path: "/orders",
    name: "Orders API",
    events: ["link.clicked", "lead.created", "sale.created", "sale.refunded"],
    retryPreset: "standard",
  },
  flaky: { path: "/flaky", name: "Flaky warehouse", events: ["sale.created"], retryPreset: "fast" },
} as const;

export type DemoEndpoints = Record<keyof typeof WANTED, string>;

/** The demo's destinations; those that exist stay, with the secret the receiver knows. */
export async function ensureDestinations(api: Api, receiverUrl: string): Promise<DemoEndpoints> {
  // Kept by an earlier run of this very function.
  const secrets = existsSync(RECEIVER_SECRETS)
    ? (JSON.parse(readFileSync(RECEIVER_SECRETS, "utf8")) as Record<string, string>)
    : {};
  const existing = (await api("GET", "/api/integrations/outbound?limit=100")) as Destination[];
  const ids: Partial<DemoEndpoints> = {};
  for (const [key, wanted] of Object.entries(WANTED)) {
    const { path, ...fields } = wanted;
    const url = `${receiverUrl}${path}`;
    const known = existing.find((each) => each.url === url);
    const row = known ?? ((await api("POST", "/api/integrations/outbound", { url, ...fields })) as Destination);
    const secret =
      row.secret ??
      secrets[path] ??
      ((await api("POST", `/api/integrations/outbound/${row.id}/rotate-secret`, { overlapHours: 0 })) as Destination)
        .secret;
    if (secret !== undefined) secrets[path] = secret;
    // The keys of the object are these two.
    ids[key as keyof DemoEndpoints] = row.id;
  }
  writeFileSync(RECEIVER_SECRETS, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return ids as DemoEndpoints;
}

export interface Shown {
  click: string;
  conversions: number;
  deliveries: {
    endpointId: string;
    eventType: string;
    state: string;
    attemptCount: number;
    statusCode: number | null;
  }[];
}

/**
 * Real input: somebody follows a short link, becomes a lead and buys. Resolves when every delivery that followed from
 * it was accepted by the demo's own destinations, the flaky one at its third attempt.
 */
export async function demonstrate(api: Api, url: string, endpointIds: readonly string[]): Promise<Shown> {
  const link = await ensureLink(api);
  const started = new Date(Date.now() - 1_000).toISOString();
  const visit = await fetch(`${url}/r/${link.shortCode}`, {
    redirect: "manual",
    headers: { "user-agent": "Mozilla/5.0 (quickstart)" },
  });
  const click = new URL(visit.headers.get("location") ?? "").searchParams.get("lw_cid");
  if (click === null) throw new Error("The short link gave no click id.");
  const order = `demo-${Date.now()}`;
  const customer = { externalId: "customer-1", email: "mira@customer.example" };
  await api("POST", "/api/conversions/track", { clickId: click, event: "signup", orderId: `${order}-lead`, customer });
  await api("POST", "/api/conversions/track", {
    clickId: click,
    event: "purchase",
    orderId: order,
    value: 49,
    currency: "EUR",
    customer,
  });
  const deliveries = await until("The delivery of the demo's events", 90_000, async () => {
    const rows = (await api(
      "GET",
      `/api/deliveries?start=${encodeURIComponent(started)}&kind=event&endpointId=${endpointIds.join(",")}&limit=50`,
    )) as Shown["deliveries"];
    return rows.length >= 4 && rows.every((row) => row.state === "delivered") ? rows : null;
  });
  return { click, conversions: 2, deliveries };
}

async function ensureLink(api: Api): Promise<{ shortCode: string }> {
  const links = (await api("GET", "/api/links?limit=100")) as { shortCode: string }[];
  const known = links.find((link) => link.shortCode === "launch");
  return (
    known ??
    ((await api("POST", "/api/links", {
      destinationUrl: "https://example.com/pricing",
      shortCode: "launch",
      title: "Launch campaign",
    })) as { shortCode: string })
  );
}
