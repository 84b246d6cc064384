import { beforeEach, expect, test } from "vitest";

import { withDatabase } from "@/e2e/fixtures/with-database";
import { firstRunCode, isFirstRunCode } from "@/lib/auth/first-run-code";
import { currentSession } from "@/lib/auth/session";
import { prisma } from "@/lib/db/client";
import { firstRunWords } from "@/lib/services/first-run/announce";

import { POST } from "./route";

withDatabase();

const FORM = {
  name: "Ada Lovelace",
  email: "Ada@Example.com",
  password: "correct horse battery",
  workspaceName: "Müller & Co",
};

async function create(body: object) {
  const request = new Request("http://localhost:3000/api/first-run", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const response = await POST(request, { params: Promise.resolve({}) });
  return {
    status: response.status,
    cookies: response.headers.getSetCookie(),
    ...((await response.json()) as { message?: string; data?: { workspaceSlug: string }; details?: unknown }),
  };
}

beforeEach(() => prisma().$executeRaw`TRUNCATE rate_counters`);

// The order matters: the first account is made once in the life of a server.
test("without an account the start prints where to go and with which code", async () => {
  expect(await firstRunWords()).toBe(
    `Linquid has no account yet. Open http://localhost:3000/welcome and enter this code: ${firstRunCode()}`,
  );
  expect(firstRunCode()).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
});

test("the code is known however it is typed, and nothing else is", () => {
  expect(isFirstRunCode(` ${firstRunCode().toLowerCase().replaceAll("-", " ")} `)).toBe(true);
  expect(isFirstRunCode(`${firstRunCode()}0`)).toBe(false);
  expect(isFirstRunCode("")).toBe(false);
});

test("a wrong code makes nothing, and is tried ten times by one address", async () => {
  const statuses = await Promise.all(
    Array.from({ length: 13 }, async () => (await create({ ...FORM, code: "0000-0000-0000" })).status),
  );
  expect(statuses.filter((status) => status === 400)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(3);
  expect(await prisma().user.count()).toBe(0);
});

test("of ten who have the code at once one becomes the owner, of a live and a test workspace", async () => {
  const code = firstRunCode();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => create({ ...FORM, email: `ada${at}@example.com`, code })),
  );
  const [made, ...more] = answers.filter(({ status }) => status === 201);
  expect(more).toEqual([]);
  expect(made?.data).toEqual({ workspaceSlug: "muller-co-test" });
  for (const { status, message, cookies } of answers.filter((each) => each !== made)) {
    expect([status, message]).toEqual([404, expect.stringContaining("already has an owner")]);
    expect(cookies).toEqual([]);
  }
  expect(await prisma().user.count()).toBe(1);
  expect(
    await prisma().workspace.findMany({ select: { slug: true, mode: true, plan: true }, orderBy: { id: "asc" } }),
  ).toEqual([
    { slug: "muller-co", mode: "live", plan: "enterprise" },
    { slug: "muller-co-test", mode: "test", plan: "enterprise" },
  ]);
  expect(await prisma().member.findMany({ select: { role: true } })).toEqual([{ role: "owner" }, { role: "owner" }]);
  expect(await prisma().auditEntry.count({ where: { action: "workspace.create" } })).toBe(2);
  const cookie = made!.cookies[0]!.split(";")[0]!;
  expect(await currentSession(new Headers({ cookie }))).not.toBeNull();
});

test("afterwards the code opens nothing", async () => {
  expect(await create({ ...FORM, code: firstRunCode() })).toMatchObject({ status: 404, cookies: [] });
  expect(await firstRunWords()).toBeNull();
});
