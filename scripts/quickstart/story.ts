import { randomUUID } from "node:crypto";

import type { TrackedConversion } from "../../lib/contracts/conversions";
import type { Delivery } from "../../lib/contracts/deliveries";
import type { Api } from "./api";
import type { Destinations } from "./destinations";
import { waitUntil } from "./processes";

// The fast schedule waits 5 and 15 s before its second and third try, each up to a fifth longer.
const FLAKY_LIMIT_MS = 45_000;

interface Seen {
  times: number;
  verified: boolean;
  type: string;
}

/**
 * What the product is for, once through: somebody follows a link, becomes a lead, then buys. Waits until the receiver
 * has verified the three events, and until the flaky one has taken its own at the third try.
 */
export async function playStory(
  url: string,
  receiverUrl: string,
  api: Api,
  destinations: Destinations,
  log: (message: string) => void,
): Promise<void> {
  const startedAt = new Date().toISOString();
  const click = await fetch(`${url}/r/launch`, { redirect: "manual", signal: AbortSignal.timeout(30_000) });
  const location = click.headers.get("location");
  const clickId = location === null ? null : new URL(location).searchParams.get("lw_cid");
  if (clickId === null) throw new Error(`The link /r/launch answered ${click.status} and led nowhere.`);
  log(`  followed ${url}/r/launch, which recorded click ${clickId}`);

  const customer = { externalId: `customer-${randomUUID().slice(0, 8)}`, name: "Ada Lovelace" };
  const lead = await track(api, { clickId, event: "signup", customer });
  log(`  tracked a lead for that click: ${lead.conversionId}`);
  const sale = await track(api, {
    clickId,
    event: "purchase",
    value: 49,
    currency: "EUR",
    orderId: randomUUID(),
    customer,
  });
  log(`  tracked a sale of EUR 49.00: ${sale.conversionId}`);

  const expected = ["link.clicked", "lead.created", "sale.created"];
  const mine = await deliveriesOf(api, destinations.receiver, startedAt, expected.length);
  const verified = () =>
    seenBy(receiverUrl).then((seen) => mine.every(({ eventId }) => seen[`/hooks ${eventId}`]?.verified));
  await waitUntil(
    "The receiver did not verify the events in time; see .data/receiver.log and .data/app.log.",
    30_000,
    verified,
  );
  for (const { eventType, eventId } of mine) log(`  ✓ ${eventType} arrived signed and was verified (${eventId})`);

  const [flaky] = await deliveriesOf(api, destinations.flaky, startedAt, 1);
  if (!flaky) return;
  log("  waiting for the flaky receiver, which fails twice; its retries come after 5 and 15 seconds …");
  await waitUntil("The flaky receiver did not get its event in time.", FLAKY_LIMIT_MS, async () => {
    const now = await api.call<Delivery>("GET", `/api/deliveries/${flaky.id}`);
    return now.state === "delivered";
  });
  log(`  ✓ ${flaky.eventType} was delivered to it at the third attempt, with the same webhook-id`);
}

const track = (api: Api, body: object): Promise<TrackedConversion> =>
  api.call<TrackedConversion>("POST", "/api/conversions/track", body);

/** The deliveries to one destination since a moment, once all of them are planned. */
async function deliveriesOf(api: Api, endpointId: string, since: string, count: number): Promise<Delivery[]> {
  const query = new URLSearchParams({ endpointId, start: since, limit: "20" });
  let found: Delivery[] = [];
  await waitUntil(`Only ${found.length} of ${count} deliveries were planned.`, 30_000, async () => {
    found = await api.call<Delivery[]>("GET", `/api/deliveries?${query}`);
    return found.length >= count;
  });
  return found.toReversed();
}

async function seenBy(receiverUrl: string): Promise<Record<string, Seen | undefined>> {
  const response = await fetch(receiverUrl, { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as Record<string, Seen>;
}
