import type { Adapter } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { channels, disconnect, postMessage, whoAmI } from "./api";
import { slack } from "./manifest";
import { map, read } from "./map";
import { toMessage } from "./message";
import { oauth } from "./oauth";
import { verify } from "./verify";

export const adapter: Adapter = {
  manifest: slack,
  oauth,
  whoAmI,
  disconnect,
  choices: { channels },
  forwarding: {
    // A channel reads in order, and takes about one message a second.
    parallel: 1,
    send: async (connected, event, settings) => {
      const [channel] = [settings["channel"]].flat();
      if (typeof channel !== "string") throw new ProviderFailure("missing", "no_channel");
      return postMessage(connected, channel, toMessage(event));
    },
  },
  receiving: { verify, secrets: ({ signingSecret = "" }) => [signingSecret], read, map },
};
