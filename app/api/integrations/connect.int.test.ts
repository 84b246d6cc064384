import { expect, test } from "vitest";

import { anEndpoint } from "@/e2e/fixtures/factories";
import {
  anAdmin,
  comeBack,
  connectAs,
  consentUrl,
  outgoing,
  post,
  reconnectUrl,
  withProviders,
} from "@/e2e/fixtures/providers";
import { askRoute, makePerson, signInAgain } from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";
import { claimRefresh, endRefreshClaim, writeRefreshed } from "@/lib/db/installations/refresh";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { checkInstallation } from "@/lib/services/installations/check";
import { finishDisconnects } from "@/lib/services/installations/disconnect";
import { getInstallationRow } from "@/lib/services/installations/find";
import { connectedFor } from "@/lib/services/installations/refresh";
import { consentAsPerson } from "@/scripts/sandbox/consent-as-person";
import { signStripe } from "@/scripts/sandbox/signatures";

import * as connectRoute from "./[provider]/connect/route";
import * as installation from "./installations/[id]/route";

const stage = withProviders();
const ACME = "acct_1StandInAcme";
const OUTBOUND = { surface: "outbound" } as const;
const GLOBEX = "acct_1StandInGlobex";

/** Leaves nothing connected, so that the next test can have the account. */
async function free(): Promise<void> {
  await prisma().endpoint.deleteMany({ where: { installationId: { not: null } } });
  await prisma().installation.deleteMany({});
}

test("a provider is connected after a call has proved the access, and says who did it and when it was checked", async () => {
  await free();
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  const answer = await askRoute(installation.GET, admin.headers, { id });
  expect(answer).toMatchObject({
    status: 200,
    data: {
      provider: "stripe",
      status: "active",
      statusReason: null,
      account: { id: ACME, name: "Acme Inc.", mode: "live" },
      connectedBy: "Ada",
      scopes: { missing: [] },
      lastCheckedAt: expect.any(String) as string,
      credential: { kind: "oauth", expiresAt: expect.any(String) as string },
    },
  });
  const kept = JSON.stringify(await prisma().credential.findMany({}));
  const { credential } = await connectedFor(admin.ctx, id);
  for (const text of [kept, answer.text]) expect(text).not.toContain(credential.accessToken);
  const types = await admin.ctx.db.event.findMany({ select: { type: true } });
  expect(types).toEqual([{ type: "integration.connected" }]);
});

/** The page that says how a flow ended. */
async function endPage({ workspaceId }: { workspaceId: string }, provider: string, why: string): Promise<string> {
  const { slug } = await prisma().workspace.findFirstOrThrow({ where: { id: workspaceId } });
  return `/${slug}/integrations/available/${provider}?connect=${why}`;
}

test("a state works once, for the person, session and provider it was made for, and for ten minutes", async () => {
  await free();
  const admin = await anAdmin();
  const query = await consentAsPerson(await consentUrl(admin, "stripe"), ACME);
  const stranger = await makePerson({ [admin.workspaceId]: "owner" });
  const elsewhere = await makePerson({});
  const expired = await endPage(admin, "stripe", "expired");
  expect(await comeBack(stranger.headers, "stripe", query)).toBe(expired);
  const otherBrowser = await signInAgain(admin.userId);
  expect(await comeBack(otherBrowser.headers, "stripe", query)).toBe(expired);
  expect(await comeBack(elsewhere.headers, "stripe", query)).toBe("/");
  expect(await comeBack({}, "stripe", query)).toBe("/sign-in");
  expect(await comeBack(admin.headers, "hubspot", query)).toBe(await endPage(admin, "hubspot", "expired"));
  await prisma().oAuthState.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await comeBack(admin.headers, "stripe", query)).toBe(expired);
  await prisma().oAuthState.updateMany({ data: { expiresAt: new Date(Date.now() + 60_000) } });
  const pages = await Promise.all(Array.from({ length: 5 }, () => comeBack(admin.headers, "stripe", query)));
  expect(pages.filter((page) => page.includes("/installed/"))).toHaveLength(1);
  expect(pages.filter((page) => page === expired)).toHaveLength(4);
  expect(await prisma().installation.count({})).toBe(1);
});

test("whoever lost the right to connect meanwhile connects nothing", async () => {
  await free();
  const admin = await anAdmin();
  const query = await consentAsPerson(await consentUrl(admin, "stripe"), ACME);
  await prisma().member.updateMany({ where: { userId: admin.userId }, data: { role: "viewer" } });
  expect(await comeBack(admin.headers, "stripe", query)).toBe(await endPage(admin, "stripe", "failed"));
  expect(await prisma().installation.count({})).toBe(0);
});

test("nothing of the query decides where a person ends up", async () => {
  const admin = await anAdmin();
  const url = await consentUrl(admin, "stripe");
  const query = new URLSearchParams({
    state: new URL(url).searchParams.get("state") ?? "",
    error: "access_denied",
    error_description: "<script>alert(1)</script>",
    returnTo: "https://evil.example/",
    redirect_uri: "https://evil.example/",
  });
  expect(await comeBack(admin.headers, "stripe", query)).toBe(await endPage(admin, "stripe", "denied"));
});

test("an account belongs to one workspace at a time, and is free again once it is disconnected", async () => {
  await free();
  const [first, second] = [await anAdmin(), await anAdmin()];
  const id = await connectAs(first, "stripe", ACME);
  await expect(connectAs(second, "stripe", ACME)).rejects.toThrow("connect=taken");
  await askDelete(first.headers, id);
  await connectAs(second, "stripe", ACME);
});

const askDelete = async (headers: Record<string, string>, id: string): Promise<number> => {
  const request = new Request("http://localhost:3000/api/x", { method: "DELETE", headers });
  return (await installation.DELETE(request, { params: Promise.resolve({ id }) })).status;
};

test("disconnecting gives access back, destroys the tokens and keeps the settings for the next time", async () => {
  await free();
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  await admin.ctx.db.installation.updateMany({ where: { id }, data: { settings: { trials: true } } });
  expect(await askDelete(admin.headers, id)).toBe(200);
  expect(
    stage
      .sandbox()
      .standIns.find(({ name }) => name === "stripe")
      ?.accounts()[0]?.installed,
  ).toBe(false);
  expect(await prisma().credential.count({})).toBe(0);
  expect(await getInstallationRow(admin.ctx.db, id)).toMatchObject({
    status: "disconnected",
    statusCode: "by_workspace",
  });
  expect(await connectAs(admin, "stripe", ACME)).toBe(id);
  expect(await getInstallationRow(admin.ctx.db, id)).toMatchObject({ status: "active", settings: { trials: true } });
});

test("disconnecting ends the destinations that the integration managed, also those that a crash left", async () => {
  await free();
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  const subscribe = () => createEndpoint(admin.ctx, OUTBOUND, anEndpoint(), { installationId: id, apiKeyId: null });
  const own = await createEndpoint(admin.ctx, OUTBOUND, anEndpoint());
  await subscribe();
  expect(await askDelete(admin.headers, id)).toBe(200);
  const left = async () =>
    (await admin.ctx.db.endpoint.findMany({ where: { deletedAt: null } })).map((each) => each.id);
  expect(await left()).toEqual([own.id]);
  await subscribe();
  await finishDisconnects();
  expect(await left()).toEqual([own.id]);
});

test("connecting again takes the same account only", async () => {
  await free();
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  const query = await consentAsPerson(await reconnectUrl(admin, id), GLOBEX);
  expect(await comeBack(admin.headers, "stripe", query)).toContain("connect=other_account");
  expect(await getInstallationRow(admin.ctx.db, id)).toMatchObject({ externalAccountId: ACME, status: "active" });
});

test("a shop must be one of Shopify's, whatever is typed", async () => {
  const admin = await anAdmin();
  for (const input of ["evil.example", "acme.myshopify.com.evil.example", "acme.myshopify.com/x", ""]) {
    const answer = await askRoute(connectRoute.POST, admin.headers, { provider: "shopify" }, { input: input || " " });
    expect(answer.status).toBe(400);
  }
});

const expire = (id: string) =>
  prisma().credential.updateMany({
    where: { installationId: id },
    data: { accessExpires: new Date(Date.now() - 1_000) },
  });

test("fifty who need a token that has ended cause one refresh, and all get the new one", async () => {
  await free();
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  await expire(id);
  const before = await prisma().credential.findFirstOrThrow({ where: { installationId: id } });
  const got = await Promise.all(Array.from({ length: 50 }, () => connectedFor(admin.ctx, id)));
  expect(new Set(got.map(({ credential }) => credential.accessToken)).size).toBe(1);
  // Stripe's refresh tokens work once: a second refresh would have ended the access.
  const after = await prisma().credential.findFirstOrThrow({ where: { installationId: id } });
  expect(after.sealed).not.toBe(before.sealed);
  expect(after.refreshClaim).toBeNull();
  expect(await checkInstallation(admin.ctx, id)).toMatchObject({ status: "active" });
});

test("of twenty processes that would renew one token one may, until it is done or its time is over", async () => {
  await free();
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  const { updatedAt } = await prisma().credential.findFirstOrThrow({ where: { installationId: id } });
  const claims = Array.from({ length: 20 }, (_, at) => claimRefresh(id, `claim-${at}`, updatedAt, 30));
  const taken = await Promise.all(claims);
  expect(taken.filter(Boolean)).toHaveLength(1);
  await endRefreshClaim(id, `claim-${taken.indexOf(true)}`);
  expect(await claimRefresh(id, "of one that dies", updatedAt, 0)).toBe(true);
  expect(await claimRefresh(id, "the next", updatedAt, 30)).toBe(true);
  const tokens = { sealed: "of one that was late", accessExpires: null, refreshExpires: null };
  expect(await writeRefreshed(id, "of one that dies", tokens)).toBe(false);
});

test("a dead grant is an error that is told once; a wrong client and a provider that is away change no status", async () => {
  await free();
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  const row = async () => getInstallationRow(admin.ctx.db, id);

  await expire(id);
  stage.sandbox().fail({ provider: "stripe", failure: "500", times: 1 });
  await expect(connectedFor(admin.ctx, id)).rejects.toMatchObject({ kind: "transient" });
  expect(await row()).toMatchObject({ status: "active", troubleCode: "temporary" });

  stage.sandbox().fail({ provider: "stripe", failure: "refused", times: 1 });
  await expect(connectedFor(admin.ctx, id)).rejects.toMatchObject({ kind: "config" });
  expect(await row()).toMatchObject({ status: "active", troubleCode: "configuration" });

  await connectedFor(admin.ctx, id);
  expect(await row()).toMatchObject({ status: "active", troubleCode: null });

  await expire(id);
  await stage.sandbox().uninstall("stripe", ACME);
  await Promise.allSettled(Array.from({ length: 10 }, () => connectedFor(admin.ctx, id)));
  expect(await row()).toMatchObject({ status: "error", statusCode: "access_revoked" });
  expect(await admin.ctx.db.event.count({ where: { type: "integration.error" } })).toBe(1);

  expect(await connectAs(admin, "stripe", ACME)).toBe(id);
  expect(await row()).toMatchObject({ status: "active", statusCode: null });
});

test("a receiver refuses what is not signed just now, before it is stored, and keeps a note without the body", async () => {
  await free();
  const admin = await anAdmin();
  await connectAs(admin, "stripe", ACME);
  const [event] = outgoing(stage.sandbox(), "stripe", "checkout.session.completed", ACME);
  const minutes = 60_000;
  expect(await post("stripe", event!, { secret: "whsec_other" })).toBe(401);
  expect(await post("stripe", event!, { at: Date.now() - 6 * minutes })).toBe(401);
  expect(await post("stripe", event!, { at: Date.now() + 6 * minutes })).toBe(401);
  expect(await post("stripe", event!, { body: `${event!.body} ` })).toBe(401);
  expect(await post("stripe", event!, { body: "x".repeat(1_048_577) })).toBe(413);
  expect(await post("stripe", event!, { search: "?installation=ins_01jpaxy3q8m6v0c2t4r9k7w5zd" })).toBe(404);
  const slack = await connectAs(admin, "slack", "T0ACME");
  expect(await post("stripe", event!, { search: `?installation=${slack}` })).toBe(404);
  expect(await prisma().receipt.count({})).toBe(0);
  const notes = await prisma().verifyFailure.findMany({});
  expect(notes.map(({ reason }) => reason).toSorted()).toEqual(["bad_signature", "bad_signature", "stale", "stale"]);
});

test("what is signed and cannot be read is taken and noted, not dropped without a word", async () => {
  await free();
  const admin = await anAdmin();
  await connectAs(admin, "stripe", ACME);
  await prisma().verifyFailure.deleteMany({});
  const [event] = outgoing(stage.sandbox(), "stripe", "checkout.session.completed", ACME);
  const body = "[1, 2]";
  const secret = stage.sandbox().variables["STRIPE_WEBHOOK_SECRET"] ?? "";
  const sign = (at: number) => signStripe({ body, secret, at });
  expect(await post("stripe", { ...event!, body, sign })).toBe(200);
  const notes = await prisma().verifyFailure.findMany({});
  expect(notes.map(({ reason }) => reason)).toEqual(["unreadable"]);
});
