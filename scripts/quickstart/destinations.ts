import type { Endpoint, EndpointWithSecret } from "../../lib/contracts/endpoints";
import type { Api } from "./api";
import { readJson, RECEIVER_SECRETS_FILE, writeJson } from "./state";

const PATH = "/api/integrations/outbound";

/** The demo's destinations, by the path of the receiver that each leads to. */
const DESTINATIONS = {
  receiver: {
    path: "/hooks",
    name: "Order system",
    events: ["link.clicked", "lead.created", "sale.created"],
    retryPreset: "standard",
  },
  flaky: { path: "/flaky", name: "Flaky service", events: ["sale.created"], retryPreset: "fast" },
  down: { path: "/down", name: "Service that is down", events: ["lead.created"], retryPreset: "fast" },
} as const;

export type Destinations = Record<keyof typeof DESTINATIONS, string>;

/**
 * Makes the destinations that are missing, through the API, and leads those of an earlier run to where the receiver is
 * now. The receiver learns each secret from a file, because it is shown only once.
 */
export async function ensureDestinations(api: Api, receiverUrl: string): Promise<Destinations> {
  const known = await api.call<Endpoint[]>("GET", `${PATH}?limit=100`);
  const secrets: Record<string, string | undefined> = await readJson<Record<string, string>>(RECEIVER_SECRETS_FILE);
  const ensure = async ({ path, name, events, retryPreset }: (typeof DESTINATIONS)[keyof Destinations]) => {
    const url = `${receiverUrl}${path}`;
    const found = known.find((endpoint) => endpoint.name === name);
    if (!found) {
      const made = await api.call<EndpointWithSecret>("POST", PATH, { url, name, events, retryPreset });
      secrets[path] = made.secret;
      return made.id;
    }
    if (found.url !== url) await api.call("PATCH", `${PATH}/${found.id}`, { url });
    if (secrets[path] === undefined) {
      const rotated = await api.call<EndpointWithSecret>("POST", `${PATH}/${found.id}/rotate-secret`, {
        overlapHours: 0,
      });
      secrets[path] = rotated.secret;
    }
    return found.id;
  };
  const destinations = {
    receiver: await ensure(DESTINATIONS.receiver),
    flaky: await ensure(DESTINATIONS.flaky),
    down: await ensure(DESTINATIONS.down),
  };
  await writeJson(RECEIVER_SECRETS_FILE, secrets);
  return destinations;
}
