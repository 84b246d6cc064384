import NextAuth, { type AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";

import { endSession, findAccountByEmail, findLiveSession, insertSession } from "@/lib/db/edge/sessions";
import { env, exportForNextAuth } from "@/lib/env";
import { logger } from "@/lib/observability/logger";

import { clientAddress } from "./address";
import { verifyPassword } from "./passwords";
import { SESSION_SECONDS, sessionCookieName, sessionIdOf } from "./session-cookie";

declare module "next-auth" {
  interface User {
    sessionId?: string;
  }
}

/** Addresses are compared in this form. */
export const normaliseEmail = (email: string): string => email.trim().normalize("NFC").toLowerCase();

const EMAIL_MAX = 254;

async function authorize(
  credentials: Record<string, unknown> | undefined,
  headers: Headers,
): Promise<{ id: string; sessionId: string } | null> {
  const email = credentials?.["email"];
  const password = credentials?.["password"];
  if (typeof email !== "string" || typeof password !== "string" || email.length > EMAIL_MAX || email.includes("\u0000"))
    return null;
  const account = await findAccountByEmail(normaliseEmail(email));
  // The same work for an unknown address, and the same answer.
  if (!(await verifyPassword(password, account?.passwordHash ?? null)) || !account) return null;
  const sessionId = await insertSession(account.userId, {
    userAgent: headers.get("user-agent"),
    address: clientAddress(headers),
    lastsS: SESSION_SECONDS,
  });
  return { id: account.userId, sessionId };
}

function options(): AuthOptions {
  const secure = env.appUrl.startsWith("https:");
  return {
    secret: env.authSecret,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    cookies: {
      sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      Credentials({
        name: "password",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (credentials, request) => authorize(credentials, new Headers(stringsOf(request.headers))),
      }),
    ],
    callbacks: {
      // The token carries the id of a row and nothing else; whatever is known of a person is read from the rows.
      async jwt({ token, user }) {
        const sid = user?.sessionId ?? sessionIdOf(token);
        if (!sid || !(await findLiveSession(sid))) throw new Error("This session is over.");
        return { sid };
      },
      session: ({ session }) => ({ expires: session.expires }),
      // Only ever back into this app.
      redirect: ({ url, baseUrl }) =>
        url.startsWith("/") && !/^\/[/\\]/.test(url) ? baseUrl + url : sameOrigin(url, baseUrl) ? url : baseUrl,
    },
    events: {
      async signOut({ token }) {
        const sid = sessionIdOf(token);
        if (sid) await endSession(sid);
      },
    },
    logger: {
      error: (code, metadata) => {
        // A session that is over is nobody's mistake.
        if (code !== "JWT_SESSION_ERROR") logger.error({ code, metadata }, "Sign-in failed inside next-auth");
      },
      warn: (code) => logger.debug({ code }, "next-auth warns"),
      debug: () => undefined,
    },
  };
}

function sameOrigin(url: string, baseUrl: string): boolean {
  return URL.canParse(url) && new URL(url).origin === baseUrl;
}

function stringsOf(headers: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

type Handler = (request: Request, route: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

/** next-auth's own handler, told who we are. Made at the first request: a build has no environment. */
export const nextAuthHandler: Handler = (request, route) => {
  exportForNextAuth();
  // next-auth 4 types its handler as `any`.
  return (NextAuth(options()) as Handler)(request, route);
};
