import type { Adapter } from "../adapter";
import { domains, register, unregister, whoAmI } from "./api";
import { resend } from "./manifest";
import { map, read } from "./map";
import { verify } from "./verify";

/** By key. Each installation has a webhook of its own with a secret of its own, at an address that names it. */
export const adapter: Adapter = {
  manifest: resend,
  whoAmI,
  register,
  unregister,
  choices: { domains },
  receiving: {
    perInstallation: true,
    verify,
    secrets: (_, registration) => (registration?.secret ? [registration.secret] : []),
    read,
    map,
  },
};
