import type { Installation } from "@/lib/contracts/installations";

type Fix = NonNullable<Installation["statusReason"]>["fix"];

/** Every cause that a status or a trouble may have: what it means, and who can repair it. `{provider}` is its name. */
const WORDS: Readonly<Record<string, readonly [message: string, fix: Fix]>> = {
  access_revoked: ["{provider} no longer accepts our access. Connect it again.", "workspace"],
  missing_scope: ["{provider} allows less than is needed. Connect it again and grant the rest.", "workspace"],
  destination: [
    "What was chosen at {provider} is not there, or closed to us. Choose another one in the settings.",
    "workspace",
  ],
  webhooks: ["{provider} refused to send us its events. Connect it again.", "workspace"],
  paused: ["What comes in and what goes out waits until it is resumed.", "workspace"],
  by_workspace: ["It was disconnected here. Its settings are kept for 30 days.", "workspace"],
  by_provider: ["Access was removed at {provider}. Its settings are kept for 30 days.", "workspace"],
  configuration: [
    "This server's app at {provider} is not set up rightly. The operator of the server can repair it.",
    "server",
  ],
  temporary: ["{provider} could not be reached. It is tried again.", "wait"],
  revoke_pending: ["{provider} could not be told yet that access is over. It is tried again.", "wait"],
};

export type CauseCode = "access_revoked" | "missing_scope" | "webhooks" | "destination" | "configuration" | "temporary";

export function wordsOf(code: string, providerName: string): { message: string; fix: Fix } {
  const [message, fix] = WORDS[code] ?? ["{provider} does not work as it should.", "workspace"];
  return { message: message.replaceAll("{provider}", providerName), fix };
}
