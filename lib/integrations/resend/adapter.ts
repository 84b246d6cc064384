import type { Adapter } from "../adapter";
import { domains, register, resendBase, unregister, whoAmI } from "./api";
import { resend } from "./manifest";
import { map, read } from "./map";
import { testing } from "./samples";
import { verify } from "./verify";

/** By key. Each installation has a webhook of its own with a secret of its own, at an address that names it. */
export const adapter: Adapter = {
  manifest: resend,
  whoAmI,
  register,
  unregister,
  choices: { domains },
  alerts: ({ app, credential }, settings) => {
    const [domain] = [settings["domain"]].flat();
    if (settings["alerts"] !== true || typeof domain !== "string") return null;
    return { apiKey: credential.accessToken, baseUrl: resendBase(app), from: `Linquid <alerts@${domain}>` };
  },
  receiving: {
    testing,
    perInstallation: true,
    verify,
    secrets: (_, registration) => (registration?.secret ? [registration.secret] : []),
    read,
    map,
  },
};
