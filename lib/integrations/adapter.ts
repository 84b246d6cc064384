// What the rest of the product asks of a provider, in terms that are the same for all of them. An adapter translates and
// keeps nothing: rows, rights, locks and audit belong to lib/services.

import type { ProviderManifest } from "@/lib/contracts/providers";

import type { Action } from "./actions";
import type { TokenSet } from "./oauth-tokens";
import type { Io } from "./provider-http";
import type { SignedRequest, Verdict, VerifyRequest } from "./signed-request";

/** The provider's app on this server; what is absent is not set up. `baseUrl` points at a stand-in. */
export type App = Readonly<
  Partial<Record<"clientId" | "clientSecret" | "webhookSecret" | "signingSecret" | "baseUrl", string>>
>;

/** What is kept, sealed, for one installation. */
export interface Credential {
  /** The access token or the key. */
  accessToken: string;
  refreshToken: string | null;
  /** What was typed before connecting, such as the shop; the account at the provider otherwise. */
  accountId: string;
  /** What `register` answered. */
  registration: Registration | null;
}

/** The account at the other end, as far as it is shown and told apart. */
export interface Account {
  id: string;
  name: string;
  /** Null where the provider has no such thing as a test account. */
  livemode: boolean | null;
  /** What it may be asked for now, where the provider says so. */
  scopes?: string[];
}

/** The webhooks that were made for one installation. */
export interface Registration {
  ids: string[];
  /** What they are signed with, where each has a secret of its own. */
  secret: string | null;
}

export interface Choice {
  value: string;
  label: string;
}

/** Everything that a call for an installation needs. */
export interface Connected {
  io: Io;
  app: App;
  credential: Credential;
}

/** The settings of an installation, with the manifest's defaults where nothing was chosen. */
export type Settings = Readonly<Record<string, unknown>>;

/** One thing that a provider tells us of; a request may hold several. */
export interface Inbound {
  /** The provider's own id of this notice, the same when it is sent again. */
  deliveryId: string;
  topic: string;
  /** Which account it is about, where it says so. */
  accountId: string | null;
  /** Null where it does not say. */
  livemode: boolean | null;
  /** Milliseconds since 1970, by the provider's clock. */
  occurredAt: number | null;
  payload: Readonly<Record<string, unknown>>;
}

/** The consent of a person at the provider, and the tokens that follow from it. */
export interface OAuth {
  /** Whether the exchange proves that it comes from whoever began. */
  pkce: boolean;
  authorizeUrl(
    app: App,
    asked: { redirectUri: string; state: string; scopes: readonly string[]; input: string; challenge: string | null },
  ): string;
  /** For the provider that signs the way back. */
  verifyCallback?(app: App, query: URLSearchParams, nowMs: number): Verdict;
  /** @throws ProviderFailure */
  exchange(
    io: Io,
    app: App,
    given: { code: string; redirectUri: string; input: string; verifier: string | null },
  ): Promise<TokenSet>;
  /** Null: tokens of this provider do not expire. @throws ProviderFailure */
  refresh: ((connected: Connected) => Promise<TokenSet>) | null;
}

/** How a person puts an event together that the provider could send. */
export interface Testing {
  /** What it begins with: events of this account, in this mode. */
  samples(accountId: string, isLive: boolean): readonly { topic: string; body: unknown }[];
  /** What the provider says beside the body. */
  headers?(accountId: string, topic: string, id: string): readonly (readonly [name: string, value: string])[];
}

export interface Receiving {
  /** Absent where what comes in is a person's request, which nobody makes in another's name. */
  testing?: Testing;
  /** Each installation has an address and a secret of its own; otherwise the notice says which account it is about. */
  perInstallation?: true;
  verify: VerifyRequest;
  /** All secrets that may have signed a request. */
  secrets(app: App, registration: Registration | null): string[];
  /** @throws ProviderFailure config for a body that is not the provider's */
  read(request: Pick<SignedRequest, "header" | "body">): Inbound[];
  /** What follows from it here. Reads at the provider what the notice leaves out. @throws ProviderFailure, AmountError */
  map(inbound: Inbound, connected: Connected, settings: Settings): Promise<Action[]>;
}

/** An event of ours on its way to a provider. */
export interface Outbound {
  id: string;
  type: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  data: Readonly<Record<string, unknown>>;
  /** Where a person looks on. */
  page: string;
}

/** What somebody is told who asked for something. */
export interface Answer {
  text: string;
  /** Where they go on. */
  link: { label: string; url: string } | null;
  /** It was done: what offered it is not offered again. */
  done: boolean;
}

/** Handing our events on. */
export interface Forwarding {
  /** Calls of one installation at a time; 1 keeps them in order. */
  parallel: number;
  /**
   * Hands one event on; the same one may come twice. A failure of the kind `missing` says that where it should go is
   * not there, `refused` that this event will never be taken.
   * @returns what the provider calls that which was made of it
   * @throws ProviderFailure
   */
  send(connected: Connected, event: Outbound, settings: Settings): Promise<string | null>;
}

export interface Adapter {
  manifest: ProviderManifest;
  /** Absent: a key is typed, or theirs is a key of ours. */
  oauth?: OAuth;
  /** Proof that access works, and whose it is. Absent where the provider calls us. @throws ProviderFailure */
  whoAmI?(connected: Connected): Promise<Account>;
  /** Makes the webhooks of one installation; those that are there already stay. @throws ProviderFailure */
  register?(connected: Connected, receiverUrl: string, settings: Settings): Promise<Registration>;
  /** What is gone already is no failure. @throws ProviderFailure */
  unregister?(connected: Connected): Promise<void>;
  /** Gives access back. @throws ProviderFailure */
  disconnect?(connected: Connected): Promise<void>;
  /** The choices of settings that the provider knows, by their source. @throws ProviderFailure */
  choices?: Readonly<Record<string, (connected: Connected) => Promise<Choice[]>>>;
  receiving?: Receiving;
  forwarding?: Forwarding;
  /** Posts a few words where events go; the same ones may come twice. @returns and @throws as `send` of `Forwarding` */
  notify?(
    connected: Connected,
    news: { id: string; title: string | null; text: string },
    settings: Settings,
  ): Promise<string | null>;
  /** How the workspace's alerts are mailed through this installation; null when its settings do not say so. */
  alerts?(connected: Connected, settings: Settings): { apiKey: string; baseUrl: string; from: string } | null;
  /** Answers a request, to whoever asked. @throws ProviderFailure */
  answer?(connected: Connected, replyTo: Readonly<Record<string, unknown>>, answer: Answer): Promise<void>;
}

/** Where the provider's server is: the stand-in when there is one. */
export const baseOf = (app: App, real: string): string => app.baseUrl ?? real;
