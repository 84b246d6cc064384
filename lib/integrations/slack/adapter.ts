import type { Adapter, Settings } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { answer } from "./answer";
import { channels, disconnect, postMessage, whoAmI } from "./api";
import { slack } from "./manifest";
import { map, read } from "./map";
import { toMessage, toNews } from "./message";
import { oauth } from "./oauth";
import { verify } from "./verify";

/** @throws ProviderFailure when none is chosen */
function channelIn(settings: Settings): string {
  const [channel] = [settings["channel"]].flat();
  if (typeof channel !== "string") throw new ProviderFailure("missing", "no_channel");
  return channel;
}

export const adapter: Adapter = {
  manifest: slack,
  oauth,
  whoAmI,
  disconnect,
  choices: { channels },
  forwarding: {
    // A channel reads in order, and takes about one message a second.
    parallel: 1,
    send: async (connected, event, settings) => postMessage(connected, channelIn(settings), toMessage(event), event.id),
  },
  notify: async (connected, news, settings) => postMessage(connected, channelIn(settings), toNews(news), news.id),
  answer,
  receiving: { verify, secrets: ({ signingSecret = "" }) => [signingSecret], read, map },
};
