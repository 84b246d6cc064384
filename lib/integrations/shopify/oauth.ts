import type { App, Connected, OAuth } from "../adapter";
import { inSeconds, requestTokens, scopesIn, tokenIn, type TokenSet } from "../oauth-tokens";
import type { Io, ProviderAnswer } from "../provider-http";
import { verifyCallback } from "./verify";

const HOUR_MS = 3_600_000;

/** A shop's own server; all shops of a stand-in are on one. The shop was checked when it was typed. */
export const shopBase = ({ baseUrl }: App, shop: string): string =>
  baseUrl === undefined ? `https://${shop}` : `${baseUrl}/${shop}`;

export const oauth: OAuth = {
  pkce: false,
  authorizeUrl: (app, { redirectUri, state, scopes, input }) => {
    const query = new URLSearchParams({
      client_id: app.clientId ?? "",
      scope: scopes.join(","),
      redirect_uri: redirectUri,
      state,
    });
    return `${shopBase(app, input)}/admin/oauth/authorize?${query}`;
  },
  verifyCallback: (app, query, nowMs) => verifyCallback(query, [app.clientSecret ?? ""], nowMs),
  // Tokens that never expire are no longer given to new apps, and will not be taken from any.
  exchange: (io, app, { code, input }) => ask(io, app, input, { code, expiring: "1" }),
  refresh: ({ io, app, credential }: Connected) =>
    ask(io, app, credential.accountId, {
      grant_type: "refresh_token",
      refresh_token: credential.refreshToken ?? "",
    }),
};

const ask = (io: Io, app: App, shop: string, fields: Record<string, string>): Promise<TokenSet> =>
  requestTokens(
    io,
    {
      url: `${shopBase(app, shop)}/admin/oauth/access_token`,
      json: { client_id: app.clientId, client_secret: app.clientSecret, ...fields },
    },
    (json) => read(io, json),
  );

function read(io: Io, json: ProviderAnswer["json"]): TokenSet {
  const refreshToken = typeof json["refresh_token"] === "string" ? json["refresh_token"] : null;
  return {
    accountId: null,
    accessToken: tokenIn(json["access_token"]),
    refreshToken,
    // An answer without its lifetime has been seen: then it is the documented hour, never for good.
    expiresAt: inSeconds(io, json["expires_in"]) ?? (refreshToken === null ? null : io.now() + HOUR_MS),
    refreshExpiresAt: inSeconds(io, json["refresh_token_expires_in"]),
    scopes: scopesIn(json["scope"], /,\s*/),
    livemode: null,
  };
}
