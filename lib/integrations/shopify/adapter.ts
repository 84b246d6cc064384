import type { Adapter } from "../adapter";
import { disconnect, register, unregister, whoAmI } from "./api";
import { shopify } from "./manifest";
import { map, read } from "./map";
import { oauth } from "./oauth";
import { testing } from "./samples";
import { verify } from "./verify";

export const adapter: Adapter = {
  manifest: shopify,
  oauth,
  whoAmI,
  register,
  unregister,
  disconnect,
  receiving: {
    testing,
    verify,
    secrets: ({ clientSecret = "" }) => [clientSecret],
    read,
    map,
  },
};
