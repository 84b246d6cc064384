import { vi } from "vitest";

import { freshDatabase } from "@/e2e/fixtures/database";
import { newApiKey } from "@/lib/auth/api-keys";
import { sealSessionCookie } from "@/lib/auth/session-cookie";
import type { Plan, Role } from "@/lib/contracts/permissions";
import { closeClients, prisma } from "@/lib/db/client";
import { insertSession } from "@/lib/db/edge/sessions";
import { checkEnv } from "@/lib/env";
import { newId } from "@/lib/shared/ids";

import type { RouteHandler } from "./implement";

/** A database of its own for this test file, in which the edge finds its people. Returns what removes it. */
export async function openEdge(more: Record<string, string> = {}): Promise<() => Promise<void>> {
  const database = await freshDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("LOG_LEVEL", "silent");
  for (const [name, value] of Object.entries(more)) vi.stubEnv(name, value);
  checkEnv();
  return async () => {
    await closeClients();
    await database.drop();
  };
}

export async function makeWorkspace(plan: Plan = "pro"): Promise<string> {
  const id = newId("workspace");
  await prisma().workspace.create({ data: { id, slug: id.replace("_", "-"), name: "Acme", plan } });
  return id;
}

export interface Person {
  userId: string;
  sessionId: string;
  /** Headers of a page of ours that this person looks at. */
  headers: Record<string, string>;
}

/** Someone signed in, member of the workspaces named. */
export async function makePerson(
  roles: Record<string, Role> = {},
  passwordHash: string | null = null,
): Promise<Person & { email: string }> {
  const userId = newId("user");
  const email = `${userId}@example.com`;
  await prisma().user.create({ data: { id: userId, email, name: "Ada", passwordHash } });
  for (const [workspaceId, role] of Object.entries(roles)) {
    await prisma().member.create({ data: { id: newId("member"), workspaceId, userId, role } });
  }
  return { userId, email, ...(await signInAgain(userId)) };
}

/** A session of somebody in another browser. */
export async function signInAgain(userId: string): Promise<Pick<Person, "sessionId" | "headers">> {
  const sessionId = await insertSession(userId, { userAgent: null, address: null, lastsS: 3_600 });
  if (sessionId === null) throw new Error("The person to sign in was not found.");
  const { name, value } = await sealSessionCookie(sessionId);
  return { sessionId, headers: { cookie: `other=1; ${name}=${value}`, "sec-fetch-site": "same-origin" } };
}

export async function makeKey(
  workspaceId: string,
  scopes: string[],
  more: { expiresAt?: Date; revokedAt?: Date } = {},
): Promise<string> {
  const { key, hash, prefix, lastFour } = newApiKey("live");
  await prisma().apiKey.create({
    data: { id: newId("apiKey"), workspaceId, name: "server", hash, prefix, lastFour, scopes, ...more },
  });
  return key;
}

export interface RouteAnswer {
  status: number;
  /** With the texts that tests go on with, where the answer has them. */
  data: Record<string, unknown> & Record<"id" | "key" | "slug" | "url", string>;
  error?: string;
  message?: string;
  /** The whole answer, for what must not stand anywhere in it. */
  text: string;
  cookies: string[];
}

/** Asks a route of ours in this process, as a client would: a POST when there is a body. */
export async function askRoute(
  handler: RouteHandler,
  headers: Record<string, string>,
  params: Record<string, string> = {},
  body?: object,
  query = "",
): Promise<RouteAnswer> {
  const request = new Request(`http://localhost/api/x${query}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json", ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const answer = JSON.parse(text) as Omit<RouteAnswer, "status" | "text" | "cookies">;
  return { status: response.status, text, cookies: response.headers.getSetCookie(), ...answer };
}
