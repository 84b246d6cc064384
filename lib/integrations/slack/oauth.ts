import { baseOf, type App, type OAuth } from "../adapter";
import { inSeconds, scopesIn, tokenIn } from "../oauth-tokens";
import { type FailureKind, ProviderFailure } from "../provider-failure";
import {
  callProvider,
  failureOf,
  type Io,
  isObject,
  type ProviderAnswer,
  type ProviderCall,
  retryAfterOf,
  textIn,
} from "../provider-http";

export const slackBase = (app: App): string => baseOf(app, "https://slack.com");

const KINDS: readonly (readonly [FailureKind, RegExp])[] = [
  [
    "revoked",
    /^(?:token_revoked|account_inactive|invalid_auth|token_expired|invalid_code|code_already_used|invalid_refresh_token)$/,
  ],
  ["transient", /^(?:ratelimited|internal_error|fatal_error|service_unavailable|request_timeout)$/],
  ["scope", /^(?:missing_scope|no_permission|not_allowed_token_type)$/],
  ["refused", /^(?:invalid_blocks|msg_too_long|no_text)/],
  ["missing", /^(?:channel_not_found|not_in_channel|is_archived|message_not_found)$/],
];

/** Slack answers 200 to almost everything: the word in the body decides. @throws ProviderFailure */
export async function callSlack(io: Io, call: ProviderCall): Promise<ProviderAnswer["json"]> {
  const answer = await callProvider(io, call);
  if (answer.json["ok"] === true) return answer.json;
  const word = textIn(answer.json["error"]);
  if (word === null) throw failureOf(answer);
  const kind = KINDS.find(([, words]) => words.test(word))?.[0] ?? "config";
  throw new ProviderFailure(kind, word, retryAfterOf(answer));
}

/** A confidential client: to declare the app a public one, as PKCE does here, could never be undone. */
export const oauth: OAuth = {
  pkce: false,
  authorizeUrl: (app, { redirectUri, state, scopes, input }) => {
    const asked = { client_id: app.clientId ?? "", scope: scopes.join(","), redirect_uri: redirectUri, state };
    const query = new URLSearchParams({ ...asked, ...(input !== "" && { team: input }) });
    return `${slackBase(app)}/oauth/v2/authorize?${query}`;
  },
  exchange: async (io, app, { code, redirectUri }) => {
    const form = {
      code,
      redirect_uri: redirectUri,
      client_id: app.clientId ?? "",
      client_secret: app.clientSecret ?? "",
    };
    const json = await callSlack(io, { method: "POST", url: `${slackBase(app)}/api/oauth.v2.access`, form });
    const [team, enterprise] = [json["team"], json["enterprise"]];
    return {
      // An installation for a whole organisation has no team.
      accountId:
        (isObject(team) ? textIn(team["id"]) : null) ?? (isObject(enterprise) ? textIn(enterprise["id"]) : null),
      accessToken: tokenIn(json["access_token"]),
      refreshToken: textIn(json["refresh_token"]),
      expiresAt: inSeconds(io, json["expires_in"]),
      refreshExpiresAt: null,
      scopes: scopesIn(json["scope"], /,\s*/),
      livemode: null,
    };
  },
  refresh: null,
};
