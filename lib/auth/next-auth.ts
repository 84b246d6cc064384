import NextAuth, { type AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";

import { endSession, findLiveSession } from "@/lib/db/edge/sessions";
import { env, exportForNextAuth } from "@/lib/env";
import { logger } from "@/lib/observability/logger";
import { safeReturnTo } from "@/lib/shared/return-to";

import { hostCookieName, isSecure, readCookie } from "./cookies";
import { enter } from "./enter";
import { type Identity, identityProviders, type ProviderCalls } from "./identity-providers";
import { type Outcome, signInWithPassword } from "./password-sign-in";
import { SESSION_SECONDS, sessionCookieName, sessionIdOf } from "./session-cookie";

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
}

/** What sign-in needs of the rest of the server. */
export interface SignInParts extends ProviderCalls {
  /** Whose account this is; one is made for an invited address. Null when there is neither. */
  admit(identity: Identity): Promise<{ userId: string } | null>;
}

function options(headers: Headers, parts: SignInParts, outcome: Outcome): AuthOptions {
  let identity: Identity | null = null;
  const secure = isSecure();
  return {
    secret: env.authSecret,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    cookies: {
      sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
      callbackUrl: {
        name: hostCookieName(RETURN_COOKIE),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        name: "password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: async (credentials) => {
          Object.assign(outcome, await signInWithPassword(credentials, headers));
          // Without a session id nobody is signed in yet: the second factor is asked for.
          return outcome.entered?.sessionId ? { id: "", sessionId: outcome.entered.sessionId } : null;
        },
      }),
      ...identityProviders(parts, (found) => (identity = found)),
    ],
    callbacks: {
      async signIn({ account }) {
        if (account?.type === "credentials") return true;
        const admitted = identity && (await parts.admit(identity));
        if (!admitted) return pageUrl("/sign-in", { noAccount: identity?.email ?? "" });
        outcome.entered = await enter(admitted.userId, headers);
        return outcome.entered.next === "home" || pageUrl("/sign-in/code", { returnTo: returnPath(headers) });
      },
      // The token carries the id of a row and nothing else; whatever is known of a person is read from the rows.
      async jwt({ token, user }) {
        const sid = user ? outcome.entered?.sessionId : sessionIdOf(token);
        if (!sid || !(await findLiveSession(sid))) throw new Error("This session is over.");
        return { sid };
      },
      session: ({ session }) => ({ expires: session.expires }),
      // Only ever back into this app.
      redirect: ({ url, baseUrl }) =>
        baseUrl + safeReturnTo(sameOrigin(url, baseUrl) ? url.slice(baseUrl.length) : url),
    },
    events: {
      async signOut({ token }) {
        const sid = sessionIdOf(token);
        if (sid) await endSession(sid);
      },
    },
    logger: {
      error: (code, metadata) => {
        // A session that is over is nobody's mistake; a provider that refuses is told to the person.
        if (code !== "JWT_SESSION_ERROR") logger.warn({ code, metadata }, "Sign-in failed inside next-auth");
      },
      warn: (code) => logger.debug({ code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}

const RETURN_COOKIE = "linquid.return";

function sameOrigin(url: string, baseUrl: string): boolean {
  return URL.canParse(url) && new URL(url).origin === baseUrl;
}

const pageUrl = (path: string, query: Record<string, string>): string =>
  `${env.appUrl}${path}?${new URLSearchParams(query)}`;

/** The page that was asked for before the provider's: next-auth keeps it in a cookie. */
function returnPath(headers: Headers): string {
  const kept = decodeURIComponent(readCookie(headers, hostCookieName(RETURN_COOKIE)) ?? "");
  return safeReturnTo(sameOrigin(kept, env.appUrl) ? kept.slice(env.appUrl.length) : "");
}

type Handler = (request: Request, route: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** next-auth's own handler, told who we are. Made per request: a build has no environment. */
export function nextAuthHandler(parts: SignInParts, outcome: Outcome): Handler {
  return (request, route) => {
    exportForNextAuth();
    // next-auth 4 types its handler as `any`.
    return (NextAuth(options(request.headers, parts, outcome)) as Handler)(request, route);
  };
}
