import { type Adapter, baseOf, type Connected, type Outbound } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { callProvider, failureOf, isObject, textIn } from "../provider-http";
import { segment } from "./manifest";

/** Not a call as Segment knows them, or larger than 32 KB: it will not be taken later either. */
const NOT_TAKEN: ReadonlySet<number> = new Set([400, 413]);

async function track({ io, app, credential }: Connected, call: Readonly<Record<string, unknown>>): Promise<void> {
  const answer = await callProvider(io, {
    method: "POST",
    url: `${baseOf(app, "https://api.segment.io")}/v1/track`,
    // The key stands where a name would, without a password.
    headers: { authorization: `Basic ${Buffer.from(`${credential.accessToken}:`).toString("base64")}` },
    json: call,
  });
  if (answer.status === 401) throw new ProviderFailure("revoked", "invalid_write_key");
  if (NOT_TAKEN.has(answer.status)) throw new ProviderFailure("refused", `http_${answer.status}`);
  if (answer.status >= 300) throw failureOf(answer);
}

/** Customers by the merchant's own id alone: addresses and names stay here. The id of the event tells repeats. */
function toCall({ id, type, createdAt, data }: Outbound): Readonly<Record<string, unknown>> {
  const customer = isObject(data["customer"]) ? data["customer"] : {};
  const click = isObject(data["click"]) ? data["click"] : {};
  const link = isObject(data["link"]) ? data["link"] : {};
  const userId = textIn(customer["externalId"]) ?? textIn(customer["id"]);
  const { customer: _person, ...facts } = data;
  return {
    ...(userId === null ? { anonymousId: textIn(click["id"]) ?? id } : { userId }),
    event: nameOf(type),
    properties: { ...facts, linkId: textIn(link["id"]) },
    timestamp: createdAt,
    messageId: id,
  };
}

/** `sale.created` as Segment's own events are written: Sale Created. */
const nameOf = (type: string): string =>
  type
    .split(/[._]/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(" ");

export const adapter: Adapter = {
  manifest: segment,
  whoAmI: async (connected) => {
    const at = new Date(connected.io.now()).toISOString();
    await track(connected, { anonymousId: "linquid", event: "Linquid Connected", properties: {}, timestamp: at });
    return { id: connected.credential.accountId, name: "Segment source", livemode: null };
  },
  forwarding: {
    parallel: 8,
    send: async (connected, event) => {
      await track(connected, toCall(event));
      return event.id;
    },
  },
};
