import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import {
  askRoute as ask,
  type RouteAnswer,
  makeKey,
  makePerson,
  makeWorkspace,
  openEdge,
} from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";

import * as acceptRoute from "./invitations/[token]/accept/route";
import * as linkRoute from "./invitations/[token]/route";
import * as resendRoute from "./workspaces/[workspaceId]/invitations/[invitationId]/resend/route";
import * as invitationRoute from "./workspaces/[workspaceId]/invitations/[invitationId]/route";
import * as invitationsRoute from "./workspaces/[workspaceId]/invitations/route";
import * as memberRoute from "./workspaces/[workspaceId]/members/[memberId]/route";
import * as membersRoute from "./workspaces/[workspaceId]/members/route";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openEdge();
});
afterAll(() => close());

async function workspaceWith(plan: "starter" | "pro" | "enterprise" = "enterprise") {
  const workspaceId = await makeWorkspace(plan);
  const owner = await makePerson({ [workspaceId]: "owner" });
  return { workspaceId, owner };
}

const memberOf = async (workspaceId: string, userId: string): Promise<string> =>
  (await prisma().member.findFirstOrThrow({ where: { workspaceId, userId } })).id;

/** How many statements of this database stand still until another transaction ends. */
const waitingForLocks = async (): Promise<number> =>
  (
    await prisma().$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  ).length;

const tokenOf = ({ data }: RouteAnswer): string => data.url.slice(data.url.lastIndexOf("/") + 1);
const address = (): string => `${newId("user")}@example.com`;

describe("members", () => {
  test("are listed with role, second factor and the keys they made", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const answer = await ask(membersRoute.GET, owner.headers, { workspaceId });
    expect(answer.data).toMatchObject([{ name: "Ada", role: "owner", twoStep: false, keys: 0 }]);
  });

  test("one owner is always left, also when two step down at once", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const second = await makePerson({ [workspaceId]: "owner" });
    // Both have come as far as writing, or as waiting for the other, before either can write.
    const answers = await prisma().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT id FROM members WHERE workspace_id = ${workspaceId} FOR UPDATE`;
      const asked = [owner, second].map(async ({ userId, headers }) =>
        ask(
          memberRoute.PATCH,
          headers,
          { workspaceId, memberId: await memberOf(workspaceId, userId) },
          { role: "viewer" },
        ),
      );
      await vi.waitFor(async () => expect(await waitingForLocks()).toBe(2), { timeout: 4_000, interval: 20 });
      return asked;
    });
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses).toHaveLength(2);
    expect(new Set(statuses)).toEqual(new Set([200, 409]));
    expect(await prisma().member.count({ where: { workspaceId, role: "owner" } })).toBe(1);
  });

  test("an admin gives any role but owner, and takes none from an owner", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const admin = await makePerson({ [workspaceId]: "admin" });
    const viewer = await makePerson({ [workspaceId]: "viewer" });
    const change = (userId: string, role: string) => async () =>
      ask(memberRoute.PATCH, admin.headers, { workspaceId, memberId: await memberOf(workspaceId, userId) }, { role });
    expect((await change(viewer.userId, "editor")()).status).toBe(200);
    expect((await change(viewer.userId, "owner")()).status).toBe(403);
    expect((await change(owner.userId, "viewer")()).status).toBe(403);
    const memberId = await memberOf(workspaceId, owner.userId);
    expect((await ask(memberRoute.DELETE, admin.headers, { workspaceId, memberId })).status).toBe(403);
  });

  test("a removed one is a stranger with the next request; the keys work on unless they are to end", async () => {
    const { workspaceId, owner } = await workspaceWith();
    for (const revokeKeys of [false, true]) {
      const leaving = await makePerson({ [workspaceId]: "admin" });
      await makeKey(workspaceId, ["links:read"]);
      await prisma().apiKey.updateMany({ where: { createdBy: null }, data: { createdBy: leaving.userId } });
      const memberId = await memberOf(workspaceId, leaving.userId);
      const answer = await ask(
        memberRoute.DELETE,
        owner.headers,
        { workspaceId, memberId },
        undefined,
        revokeKeys ? "?revokeKeys=true" : "",
      );
      expect(answer).toMatchObject({ status: 200, data: { deleted: true, keysLeft: revokeKeys ? 0 : 1 } });
      expect((await ask(membersRoute.GET, leaving.headers, { workspaceId })).status).toBe(404);
      expect(await prisma().apiKey.count({ where: { createdBy: leaving.userId, revokedAt: null } })).toBe(
        revokeKeys ? 0 : 1,
      );
    }
  });
});

describe("an invitation", () => {
  const invite = (workspaceId: string, headers: Record<string, string>, email: string, role = "editor") =>
    ask(invitationsRoute.POST, headers, { workspaceId }, { email, role });

  test("makes a new account a member, once, and signs it in", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const email = address();
    const sent = await invite(workspaceId, owner.headers, email);
    expect(sent).toMatchObject({ status: 201, data: { state: "open", mailed: false } });
    const token = tokenOf(sent);
    expect(await ask(linkRoute.GET, {}, { token })).toMatchObject({
      data: { workspaceName: "Acme", invitedBy: "Ada", role: "editor", email, next: "create" },
    });
    const body = { name: "Sam", password: "correct horse battery" };
    const answers = await Promise.all(Array.from({ length: 5 }, () => ask(acceptRoute.POST, {}, { token }, body)));
    const joined = answers.filter(({ status }) => status === 200);
    expect(joined).toHaveLength(1);
    expect(joined[0]?.cookies.some((cookie) => cookie.includes("session"))).toBe(true);
    expect(await prisma().member.findMany({ where: { workspaceId, user: { email } } })).toMatchObject([
      { role: "editor" },
    ]);
    expect((await ask(linkRoute.GET, {}, { token })).status).toBe(404);
  });

  test("is for its address alone, and asks an account that exists to sign in", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const invited = await makePerson();
    const other = await makePerson();
    const token = tokenOf(await invite(workspaceId, owner.headers, invited.email));
    expect((await ask(acceptRoute.POST, {}, { token }, { name: "X", password: "correct horse battery" })).status).toBe(
      409,
    );
    expect((await ask(acceptRoute.POST, other.headers, { token }, {})).status).toBe(403);
    const { "sec-fetch-site": _, ...fromElsewhere } = invited.headers;
    expect((await ask(acceptRoute.POST, fromElsewhere, { token }, {})).status).toBe(403);
    expect((await ask(acceptRoute.POST, invited.headers, { token }, {})).status).toBe(200);
  });

  test("that was taken back, replaced or is too old is worth nothing", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const sent = await invite(workspaceId, owner.headers, address());
    const again = await ask(resendRoute.POST, owner.headers, { workspaceId, invitationId: sent.data.id }, {});
    expect((await ask(linkRoute.GET, {}, { token: tokenOf(sent) })).status).toBe(404);
    expect((await ask(linkRoute.GET, {}, { token: tokenOf(again) })).status).toBe(200);
    await prisma().invitation.updateMany({ where: { id: sent.data.id }, data: { expiresAt: new Date(0) } });
    expect(await ask(linkRoute.GET, {}, { token: tokenOf(again) })).toMatchObject({
      status: 404,
      message: "This invitation is no longer valid. Ask Ada for a new one.",
    });
    expect((await ask(linkRoute.GET, {}, { token: "a".repeat(43) })).message).toContain("whoever invited you");
    const other = await invite(workspaceId, owner.headers, address());
    await ask(invitationRoute.DELETE, owner.headers, { workspaceId, invitationId: other.data.id });
    expect((await ask(linkRoute.GET, {}, { token: tokenOf(other) })).status).toBe(404);
  });

  test("takes a seat: on the starter plan one, also of twenty at once", async () => {
    const { workspaceId, owner } = await workspaceWith("starter");
    const answers = await Promise.all(Array.from({ length: 20 }, () => invite(workspaceId, owner.headers, address())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.find(({ status }) => status !== 201)).toMatchObject({ error: "PLAN_LIMIT_REACHED" });
  });

  test("is refused for a member, an address that is invited, and an owner by an admin", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const admin = await makePerson({ [workspaceId]: "admin" });
    const email = address();
    expect((await invite(workspaceId, owner.headers, admin.email)).status).toBe(409);
    expect((await invite(workspaceId, owner.headers, email)).status).toBe(201);
    expect((await invite(workspaceId, owner.headers, email)).status).toBe(409);
    expect((await invite(workspaceId, admin.headers, address(), "owner")).status).toBe(403);
  });

  test("that is too old takes a seat when it is sent again, and finds none when they are used", async () => {
    const { workspaceId, owner } = await workspaceWith("starter");
    const sent = await invite(workspaceId, owner.headers, address());
    const resend = () =>
      ask(resendRoute.POST, owner.headers, { workspaceId, invitationId: sent.data.id }).then(({ error }) => error);
    await prisma().invitation.updateMany({ where: { id: sent.data.id }, data: { expiresAt: new Date(0) } });
    expect((await invite(workspaceId, owner.headers, address())).status).toBe(201);
    expect(await resend()).toBe("PLAN_LIMIT_REACHED");
  });

  test("is not sent again to somebody who is a member by now, nor again and again", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const resend = (id: string) => ask(resendRoute.POST, owner.headers, { workspaceId, invitationId: id });
    const invited = await makePerson();
    const sent = await invite(workspaceId, owner.headers, invited.email);
    await prisma().member.create({
      data: { id: newId("member"), workspaceId, userId: invited.userId, role: "viewer" },
    });
    expect(await resend(sent.data.id)).toMatchObject({ status: 409, message: "This person is a member already." });
    const other = await invite(workspaceId, owner.headers, address());
    const answers = await Promise.all(Array.from({ length: 8 }, () => resend(other.data.id)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(4);
    expect(refused[0]).toMatchObject({ error: "RATE_LIMITED", message: "It was just sent again. Wait a minute." });
  });

  test("for an owner is sent again and taken back by owners alone", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const admin = await makePerson({ [workspaceId]: "admin" });
    const sent = await invite(workspaceId, owner.headers, address(), "owner");
    const at = { workspaceId, invitationId: sent.data.id };
    expect((await ask(resendRoute.POST, admin.headers, at)).status).toBe(403);
    expect((await ask(invitationRoute.DELETE, admin.headers, at)).status).toBe(403);
    expect((await ask(invitationRoute.DELETE, owner.headers, at)).status).toBe(200);
    expect((await ask(invitationRoute.DELETE, owner.headers, at)).status).toBe(404);
  });

  test("keeps its token nowhere in clear", async () => {
    const { workspaceId, owner } = await workspaceWith();
    const token = tokenOf(await invite(workspaceId, owner.headers, address()));
    const rows = await prisma().$queryRaw<{ all: string }[]>`
      SELECT (SELECT json_agg(i)::text FROM invitations i) || (SELECT json_agg(a)::text FROM audit_entries a) AS all`;
    expect(rows[0]?.all).not.toContain(token);
  });
});
