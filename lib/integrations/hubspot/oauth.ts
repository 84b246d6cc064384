import { baseOf, type App, type Connected, type OAuth } from "../adapter";
import { inSeconds, requestTokens, scopesIn, tokenIn, type TokenSet } from "../oauth-tokens";
import { type Io, textIn } from "../provider-http";

/** All paths carry the version by date; the old ones without it end in February 2027. */
export const VERSION = "2026-09";

export const apiBase = (app: App): string => baseOf(app, "https://api.hubapi.com");

export const oauth: OAuth = {
  pkce: false,
  authorizeUrl: (app, { redirectUri, state, scopes }) => {
    const asked = { client_id: app.clientId ?? "", redirect_uri: redirectUri, scope: scopes.join(" "), state };
    // Spaces as HubSpot writes them: it does not read a plus as one.
    const query = Object.entries(asked).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return `${baseOf(app, "https://app.hubspot.com")}/oauth/authorize?${query.join("&")}`;
  },
  exchange: (io, app, { code, redirectUri }) =>
    ask(io, app, { grant_type: "authorization_code", code, redirect_uri: redirectUri }),
  refresh: ({ io, app, credential }: Connected) =>
    ask(io, app, { grant_type: "refresh_token", refresh_token: credential.refreshToken ?? "" }),
};

/** Everything stands in the body, and nothing in the address. */
export const clientOf = (app: App): Record<string, string> => ({
  client_id: app.clientId ?? "",
  client_secret: app.clientSecret ?? "",
});

const ask = (io: Io, app: App, fields: Record<string, string>): Promise<TokenSet> =>
  requestTokens(
    io,
    { url: `${apiBase(app)}/oauth/${VERSION}/token`, form: { ...fields, ...clientOf(app) } },
    (json) => ({
      accountId: typeof json["hub_id"] === "number" ? String(json["hub_id"]) : null,
      accessToken: tokenIn(json["access_token"]),
      refreshToken: textIn(json["refresh_token"]),
      expiresAt: inSeconds(io, json["expires_in"]),
      refreshExpiresAt: null,
      scopes: scopesIn(json["scopes"], /\s+/),
      livemode: null,
    }),
  );
