import type { Answer, Route } from "./http";

export const STAND_INS = ["stripe", "shopify", "hubspot", "slack", "resend", "zapier", "segment"] as const;
export type StandInName = (typeof STAND_INS)[number];

/** How an event may be sent. */
export const SEND_MODES = [
  "sound",
  "wrong_signature",
  "missing_signature",
  "stale",
  "future",
  "changed",
  "replayed",
  "out_of_order",
] as const;
export type SendMode = (typeof SEND_MODES)[number];

/** How the next calls of a provider's API may fail. `refused`: as if our client secret were another one. */
export const FAILURES = ["429", "500", "slow", "html", "refused"] as const;
export type Failure = (typeof FAILURES)[number];

/** One webhook before it is signed. */
export interface Outgoing {
  what: string;
  url: string;
  body: string;
  contentType: string;
  /** What comes beside the signature. */
  headers: Readonly<Record<string, string>>;
  /** @param secret another one than the right one, to sign wrongly */
  sign: (at: number, secret?: string) => Record<string, string>;
}

/** One webhook that was sent, and what the receiver said. */
export interface Sent {
  number: number;
  provider: StandInName;
  what: string;
  mode: SendMode;
  url: string;
  headers: Record<string, string>;
  body: string;
  at: string;
  /** Null while there is none, or when nothing answered. */
  status: number | null;
  answer: string;
}

export type Fields = Readonly<Record<string, string>>;

export interface Consent {
  clientId: string;
  redirectUri: string;
  scopes: string[];
}

/** One provider: what it answers, what it can be made to send, who lets the app in. */
export interface StandIn {
  name: StandInName;
  routes: readonly Route[];
  /** The accounts that can be connected, with the name that a person knows them by. */
  accounts: () => { id: string; name: string; installed: boolean }[];
  /** By the provider's own name of the event: what is posted, to whoever subscribed. */
  events: Readonly<Record<string, (account: string, fields: Fields) => Outgoing[]>>;
  /** Takes access away as a person would at the provider, and says so if the provider does. */
  uninstall: (account: string) => Outgoing[];
  /** Lets access tokens expire. */
  expire: (account: string) => void;
  /** Its own answer to too many calls, to an error, to a wrong client. */
  failure: (failure: Failure) => Answer;
  /** What it was told, for the control page and for tests. */
  kept: () => Record<string, unknown>;
}

export interface World {
  /** Where the stand-ins are reached, without a slash at the end. Set once they listen. */
  url: string;
  /** The app's own origin: where callbacks and app-wide webhooks go. */
  appUrl: string;
  now: () => number;
}

/** A number in the fields, or another one. */
export const numberIn = (fields: Fields, name: string, otherwise: number): number =>
  fields[name] ? Number(fields[name]) : otherwise;
