import type { Adapter } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { amountProperties, dealStages, disconnect, lifecycleStages, makeClickProperty, whoAmI } from "./api";
import { hubspot } from "./manifest";
import { map, read } from "./map";
import { oauth } from "./oauth";
import { testing } from "./samples";
import { verify } from "./verify";

/** Its webhooks are the app's, at one address for all accounts; an account gets only the field for the click id. */
export const adapter: Adapter = {
  manifest: hubspot,
  oauth,
  whoAmI,
  register: async (connected) => {
    await makeClickProperty(connected).catch((error: unknown) => {
      // Without the right to add fields, the account's people add it by hand.
      if (!(error instanceof ProviderFailure) || error.kind !== "scope") throw error;
    });
    return { ids: [], secret: null };
  },
  disconnect,
  choices: { deal_stages: dealStages, lifecycle_stages: lifecycleStages, deal_properties: amountProperties },
  receiving: {
    testing,
    verify,
    secrets: ({ clientSecret = "" }) => [clientSecret],
    read,
    map,
  },
};
