import { timingSafeEqual } from "node:crypto";

import type { OAuthConfig } from "next-auth/providers/oauth";

import { env, type SignInApp } from "@/lib/env";

/** Who a provider says somebody is. */
export interface Identity {
  provider: ProviderName;
  /** The provider's own id of the account, which never changes. */
  accountId: string;
  name: string;
  /** An address that the provider has verified; null when it knows none. */
  email: string | null;
}

export type ProviderName = "github" | "google";

/** The two calls to a provider, made by whoever may open connections. Both throw when the provider refuses. */
export interface ProviderCalls {
  exchangeCode(provider: ProviderName, code: string, codeVerifier: string, redirectUri: string): Promise<string>;
  readIdentity(provider: ProviderName, accessToken: string): Promise<Identity>;
}

const PROVIDERS: Readonly<
  Record<ProviderName, { name: string; origin: string; path: string; scope: string; issuer: string | null }>
> = {
  // docs.github.com, "Authorizing OAuth apps"; PKCE since July 2025. GitHub sends no issuer.
  github: {
    name: "GitHub",
    origin: "https://github.com",
    path: "/login/oauth/authorize",
    scope: "read:user user:email",
    issuer: null,
  },
  // developers.google.com, "OpenID Connect".
  google: {
    name: "Google",
    origin: "https://accounts.google.com",
    path: "/o/oauth2/v2/auth",
    scope: "openid email profile",
    issuer: "https://accounts.google.com",
  },
};

/** The providers that this server has credentials for. `onIdentity` is told who came before next-auth decides anything. */
export function identityProviders(
  calls: ProviderCalls,
  onIdentity: (identity: Identity) => void,
): OAuthConfig<Identity>[] {
  return signInWays().map((id) => oauthProvider(id, env.signIn[id]!, calls, onIdentity));
}

export const signInWays = (): ProviderName[] =>
  (["github", "google"] as const).filter((id) => env.signIn[id] !== undefined);

function oauthProvider(
  id: ProviderName,
  app: SignInApp,
  calls: ProviderCalls,
  onIdentity: (identity: Identity) => void,
): OAuthConfig<Identity> {
  const { name, origin, path, scope, issuer } = PROVIDERS[id];
  return {
    id,
    name,
    type: "oauth",
    clientId: app.id,
    clientSecret: app.secret,
    checks: ["pkce", "state"],
    authorization: { url: `${app.baseUrl ?? origin}${path}`, params: { scope } },
    // next-auth leaves the checks to whoever makes the request.
    token: {
      async request({ params, checks, provider }) {
        if (!isSame(params.state, checks.state)) throw new Error("The state is not the one this browser was given.");
        const { iss } = params as { iss?: unknown };
        if (issuer !== null && iss !== undefined && iss !== issuer) throw new Error("The answer names another issuer.");
        if (!params.code || !checks.code_verifier) throw new Error("The provider sent no code.");
        const accessToken = await calls.exchangeCode(id, params.code, checks.code_verifier, provider.callbackUrl);
        return { tokens: { access_token: accessToken } };
      },
    },
    userinfo: {
      async request({ tokens }) {
        const identity = await calls.readIdentity(id, tokens.access_token ?? "");
        onIdentity(identity);
        return { ...identity, sub: identity.accountId, email: identity.email ?? "" };
      },
    },
    profile: (identity) => ({ id: identity.accountId }),
  };
}

function isSame(one: string | undefined, other: string | undefined): boolean {
  if (!one || !other || one.length !== other.length) return false;
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
