import { z } from "zod";

import { egress } from "@/lib/engine/egress";
import { env } from "@/lib/env";
import { normaliseEmail } from "@/lib/shared/email";
import { SECOND } from "@/lib/shared/time";

import type { ProviderIdentity } from "./admit";

type Provider = "github" | "google";

const TIMEOUT_MS = 10 * SECOND;
const ANSWER_BYTES_MAX = 65_536;

/** Where each call goes; a stand-in has all of a provider's paths on one origin. */
const ENDPOINTS = {
  github: { token: "https://github.com/login/oauth/access_token", api: "https://api.github.com" },
  google: { token: "https://oauth2.googleapis.com/token", api: "https://openidconnect.googleapis.com" },
} as const;

const Token = z.object({ access_token: z.string().min(1).max(4_096) });
const GitHubUser = z.object({ id: z.int(), login: z.string(), name: z.string().nullish() });
const GitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const GoogleUser = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().optional(),
  email: z.string().optional(),
  // A boolean in the discovery document's claims, a string in some older answers.
  email_verified: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]).optional(),
});

/** Exchanges the code for an access token; it works once. @throws Error without the provider's words */
export async function exchangeCode(
  provider: Provider,
  code: string,
  codeVerifier: string,
  redirectUri: string,
): Promise<string> {
  const app = env.signIn[provider];
  if (!app) throw new Error("This provider is not set up.");
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code,
    code_verifier: codeVerifier,
    redirect_uri: redirectUri,
    client_id: app.id,
    client_secret: app.secret,
  });
  const answer = await ask("POST", at(provider, ENDPOINTS[provider].token), Token, {
    headers: [["content-type", "application/x-www-form-urlencoded"]],
    body: body.toString(),
  });
  return answer.access_token;
}

/** Who the token belongs to. An address that the provider has not verified counts as none. */
export async function readIdentity(
  provider: Provider,
  accessToken: string,
): Promise<ProviderIdentity & { provider: Provider }> {
  const { api } = ENDPOINTS[provider];
  const authorization = [["authorization", `Bearer ${accessToken}`]] as const;
  if (provider === "google") {
    const user = await ask("GET", at(provider, `${api}/v1/userinfo`), GoogleUser, { headers: authorization });
    const verified = user.email_verified === true && user.email !== undefined;
    return {
      provider,
      accountId: user.sub,
      name: user.name ?? "",
      email: verified ? normaliseEmail(user.email ?? "") : null,
    };
  }
  const user = await ask("GET", at(provider, `${api}/user`), GitHubUser, { headers: authorization });
  const emails = await ask("GET", at(provider, `${api}/user/emails`), GitHubEmails, { headers: authorization });
  const primary = emails.find((each) => each.primary && each.verified);
  return {
    provider,
    accountId: String(user.id),
    name: user.name ?? user.login,
    email: primary ? normaliseEmail(primary.email) : null,
  };
}

function at(provider: Provider, url: string): string {
  const { baseUrl } = env.signIn[provider] ?? {};
  return baseUrl === undefined ? url : baseUrl + new URL(url).pathname;
}

async function ask<Schema extends z.ZodType>(
  method: "GET" | "POST",
  url: string,
  schema: Schema,
  request: { headers: readonly (readonly [string, string])[]; body?: string },
): Promise<z.output<Schema>> {
  const result = await egress().send({
    method,
    url,
    headers: [["accept", "application/json"], ["user-agent", "Linquid"], ...request.headers],
    ...(request.body === undefined ? {} : { body: request.body }),
    timeoutMs: TIMEOUT_MS,
    bodyBytesMax: ANSWER_BYTES_MAX,
    bodyBytesKept: ANSWER_BYTES_MAX,
  });
  if (!result.ok) throw new Error(`The provider could not be reached: ${result.errorClass}.`);
  // GitHub answers a refused code with 200 and an error in the body; the schema refuses that as well.
  const parsed = result.status === 200 ? schema.safeParse(parse(result.body)) : null;
  if (!parsed?.success)
    throw new Error(`The provider answered ${result.status} with something else than was asked for.`);
  return parsed.data;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return null;
  }
}
