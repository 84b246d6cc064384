import { baseOf, type App, type Connected, type OAuth } from "../adapter";
import { requestTokens, tokenIn, type TokenSet } from "../oauth-tokens";
import { type Io, textIn } from "../provider-http";

const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

export const apiBase = (app: App): string => baseOf(app, "https://api.stripe.com");

/** A secret key stands where a name would, without a password. */
export const ourKey = (app: App): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${app.clientSecret ?? ""}:`).toString("base64")}`,
});

/** What the app may do stands in the app itself; the address has neither scopes nor a challenge. */
export const oauth: OAuth = {
  pkce: false,
  authorizeUrl: (app, { redirectUri, state }) => {
    const query = new URLSearchParams({ client_id: app.clientId ?? "", redirect_uri: redirectUri, state });
    return `${baseOf(app, "https://marketplace.stripe.com")}/oauth/v2/authorize?${query}`;
  },
  exchange: (io, app, { code }) => ask(io, app, { grant_type: "authorization_code", code }),
  refresh: ({ io, app, credential }: Connected) =>
    ask(io, app, { grant_type: "refresh_token", refresh_token: credential.refreshToken ?? "" }),
};

const ask = (io: Io, app: App, form: Record<string, string>): Promise<TokenSet> =>
  requestTokens(io, { url: `${apiBase(app)}/v1/oauth/token`, headers: ourKey(app), form }, (json) => ({
    accountId: textIn(json["stripe_user_id"]),
    accessToken: tokenIn(json["access_token"]),
    refreshToken: tokenIn(json["refresh_token"]),
    // The answer does not say them; these are the documented ones.
    expiresAt: io.now() + HOUR_MS,
    refreshExpiresAt: io.now() + YEAR_MS,
    // `scope` only says that it is an app (`stripe_apps`); what an app may do is the same for all who install it.
    scopes: [],
    livemode: json["livemode"] === true,
  }));
