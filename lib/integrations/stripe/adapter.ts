import type { Adapter } from "../adapter";
import { disconnect, metadataKeys, whoAmI } from "./api";
import { stripe } from "./manifest";
import { map, read } from "./map";
import { oauth } from "./oauth";
import { testing } from "./samples";
import { verify } from "./verify";

/** Its webhooks are the app's, made once for each mode; nothing is made for an installation. */
export const adapter: Adapter = {
  manifest: stripe,
  oauth,
  whoAmI,
  disconnect,
  choices: { metadata_keys: metadataKeys },
  receiving: {
    testing,
    verify,
    secrets: ({ webhookSecret = "" }) => [webhookSecret],
    read,
    map,
  },
};
