import { ProviderFailure } from "./provider-failure";
import { callProvider, failureOf, type Io, type ProviderAnswer, type ProviderCall, textIn } from "./provider-http";

/** What a provider gave for a code or for a refresh token. */
export interface TokenSet {
  /** The provider's id of the account, where the answer names it. */
  accountId: string | null;
  accessToken: string;
  /** Null: none was given; an earlier one stays good. */
  refreshToken: string | null;
  /** Milliseconds since 1970; null: it does not expire. */
  expiresAt: number | null;
  refreshExpiresAt: number | null;
  scopes: string[];
  /** Null where the provider does not say it with the tokens. */
  livemode: boolean | null;
}

/** Only these say that access is over. Whatever else comes is taken for a mistake of ours, which reconnecting cannot repair. */
const DEAD = new Set(["invalid_grant", "access_denied", "BAD_REFRESH_TOKEN", "BAD_HUB"]);

/**
 * Asks a token endpoint.
 * @throws ProviderFailure revoked, config or transient, never anything else
 */
export async function requestTokens(
  io: Io,
  call: Omit<ProviderCall, "method">,
  read: (json: ProviderAnswer["json"]) => TokenSet,
): Promise<TokenSet> {
  const answer = await callProvider(io, { ...call, method: "POST" });
  if (answer.status === 200) return read(answer.json);
  const words = [answer.json["error"], answer.json["status"]].flatMap((word) => textIn(word) ?? []);
  const failure = failureOf(answer, words[0]);
  if (failure.kind === "transient") throw failure;
  throw new ProviderFailure(words.some((word) => DEAD.has(word)) ? "revoked" : "config", failure.code);
}

/** @throws ProviderFailure config: the answer says that all is well and holds no token */
export function tokenIn(value: unknown): string {
  const token = textIn(value);
  if (token === null) throw new ProviderFailure("config", "bad_token_response");
  return token;
}

/** Seconds from now as a moment; null when there are none. */
export const inSeconds = (io: Io, value: unknown): number | null =>
  typeof value === "number" && value > 0 ? io.now() + value * 1_000 : null;

export const scopesIn = (value: unknown, separator: RegExp): string[] =>
  Array.isArray(value) ? value.map(String) : (textIn(value) ?? "").split(separator).filter(Boolean);
