import { beforeAll, describe, expect, test } from "vitest";

import { deletedObjects, makeObjects, type Objects, type Surface } from "@/e2e/fixtures/api-objects";
import { type Caller, type Credential, everybody, type Verdict } from "@/e2e/fixtures/callers";
import { freshWorkspace } from "@/e2e/fixtures/factories";
import {
  type Answered,
  ask,
  byId,
  isDocumented,
  operations,
  type Params,
  pathKinds,
  takesBody,
} from "@/e2e/fixtures/operations";
import { watchWrites, type WriteWatch } from "@/e2e/fixtures/watch-writes";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { makePerson, type Person } from "@/lib/api/edge-for-tests";
import { hasFeature } from "@/lib/auth/plans";
import type { Operation } from "@/lib/contracts/operation";
import { edgePool, prisma } from "@/lib/db/client";
import { insertSession } from "@/lib/db/edge/sessions";
import type { Context } from "@/lib/services/context";
import { type IdKind, ID_PREFIXES, newId } from "@/lib/shared/ids";

withDatabase();

const SURFACES = ["workspace", "link", "outbound"] as const;
const surfaceOf = (op: Operation): Surface =>
  op.path.startsWith("/api/integrations") ? "outbound" : op.path.startsWith("/api/links") ? "link" : "workspace";

/** Whose an id may be. What is not there for a kind of object does not exist for it. */
type Whose = "own" | "neighbour" | "foreign" | "deleted" | "misplaced" | "random" | "impossible";

let mine: Context;
let owner: Person;
let callers: Caller[];
let writes: WriteWatch;
const objects = new Map<string, Objects>();
const of = (whose: Whose, surface: Surface): Objects => objects.get(`${whose} ${surface}`) ?? {};

beforeAll(async () => {
  mine = (await freshWorkspace()).ctx;
  owner = await makePerson({ [mine.workspace.id]: "owner" });
  callers = await everybody(mine.workspace.id, owner);
  const theirs = (await freshWorkspace()).ctx;
  for (const surface of SURFACES) {
    objects.set(`own ${surface}`, await makeObjects(mine, surface));
    objects.set(`neighbour ${surface}`, await makeObjects(mine, surface));
    objects.set(`foreign ${surface}`, await makeObjects(theirs, surface));
    objects.set(`deleted ${surface}`, {
      ...(await deletedObjects(mine, surface)),
      workspace: await deletedWorkspace(owner),
    });
  }
  objects.set("own person", await personalObjects(owner));
  objects.set("foreign person", await personalObjects(await makePerson()));
  writes = await watchWrites(edgePool());
});

async function deletedWorkspace({ userId }: Person): Promise<string> {
  const { ctx } = await freshWorkspace();
  const { id } = ctx.workspace;
  await prisma().member.create({ data: { id: newId("member"), workspaceId: id, userId, role: "owner" } });
  await prisma().workspace.update({ where: { id }, data: { deletedAt: new Date() } });
  return id;
}

/** What belongs to a person and not to a workspace. */
async function personalObjects(person: Person): Promise<Objects> {
  const session = await insertSession(person.userId, { userAgent: null, address: null, lastsS: 3_600 });
  return { session: session ?? "", workspace: await deletedWorkspace(person) };
}

/** The ids of a path, in one place of it or in all; a person's where the operation is about a person. */
function idsFor(op: Operation, whose: Whose, isThere: (name: string) => boolean = () => true): Params {
  const surface = surfaceOf(op);
  const place = (each: Whose): Objects =>
    op.auth.kind === "account" ? (objects.get(`${each} person`) ?? {}) : of(each, surface);
  return Object.fromEntries(
    Object.entries(pathKinds(op)).map(([name, kind]) => {
      if (!isThere(name)) return [name, place("own")[kind] ?? noFixture(op, name)];
      if (whose === "random") return [name, randomOf(kind)];
      if (whose === "impossible") return [name, "a\u0000b"];
      if (whose === "misplaced")
        return [name, of("own", surface === "workspace" ? "outbound" : "workspace")[kind] ?? ""];
      return [name, place(whose)[kind] ?? (whose === "own" ? noFixture(op, name) : "")];
    }),
  );
}

const isKind = (kind: string): kind is IdKind => Object.hasOwn(ID_PREFIXES, kind);
const randomOf = (kind: string): string =>
  isKind(kind) ? newId(kind) : kind === "token" ? "x".repeat(43) : "nothing.here";

function noFixture(op: Operation, name: string): never {
  throw new Error(`e2e/fixtures/api-objects.ts makes nothing for {${name}} of ${op.path}.`);
}

/** For who is let in, right in all but what is judged last, so that nothing happens. */
function probe(op: Operation, headers: Credential, params: Params, verdict: Verdict): Promise<Answered> {
  return ask(op, {
    headers: headersFor(op, headers),
    params,
    ...(takesBody(op) ? { type: "text/plain" } : {}),
    ...(op.method === "DELETE" && verdict === "in" ? { search: "?no-such-thing=1" } : {}),
  });
}

/** The workspace stands in the path or in the header; both would be one question less. */
function headersFor(op: Operation, { "x-workspace-id": named, ...rest }: Credential): Credential {
  return named === undefined || op.path.includes("{workspaceId}") ? rest : { ...rest, "x-workspace-id": named };
}

describe.each(byId(operations))("%s", (_, op) => {
  const names = Object.keys(pathKinds(op));
  // Any id is one of the workspace as well.
  const hasIds = Object.values(pathKinds(op)).some((kind) => isKind(kind) || kind === "anyId");

  test("lets in whom its contract names, and tells nobody else whether an id is there", async () => {
    const asking = [];
    for (const caller of callers) asking.push({ ...caller, headers: await caller.credential(op) });
    await writes.taken();
    for (const { name: caller, headers, verdict } of asking) {
      const found = verdict(op);
      const own = await probe(op, headers, idsFor(op, "own"), found);
      const seen = { caller, status: own.status };
      expect({ ...seen, documented: isDocumented(op, own) }).toEqual({ ...seen, documented: true });
      if (found === "in" || (found === "elsewhere" && !hasIds)) {
        expect(seen).toEqual({ caller, status: takesBody(op) ? 415 : expect.not.toBeOneOf([401, 403, 404]) });
        // That somebody took an export away is written down; nothing else may be.
        const { audit_entries: _noted, ...rest } = await writes.taken();
        expect(rest).toEqual({});
      } else {
        expect(seen).toEqual({ caller, status: found === "elsewhere" ? 404 : found });
        // Whoever is in a workspace knows that it is there, also without a right in it.
        const missing = idsFor(op, "random", (name) => found !== 403 || name !== "workspaceId");
        expect((await probe(op, headers, missing, found)).answer).toEqual(own.answer);
        const { audit_entries: denied = 0, ...rest } = await writes.taken();
        expect(rest).toEqual({});
        // That somebody tried is written down where the contract says so, and of a stranger never.
        if (op.deniedAs === undefined || found !== 403) expect(denied).toBe(0);
      }
    }
  });

  test.runIf(names.length > 0)("answers foreign, deleted, misplaced and impossible ids as missing ones", async () => {
    const headers = headersFor(op, await callerNamed("the role owner").credential(op));
    for (const name of names) {
      const missing = await ask(op, { headers, params: idsFor(op, "random", (each) => each === name) });
      expect(missing.status).toBe(404);
      for (const whose of badFor(op, name)) {
        const params = idsFor(op, whose, (each) => each === name);
        if (params[name] === "") continue;
        const seen = await ask(op, { headers, params });
        expect({ name, whose, status: seen.status }).toEqual({ name, whose, status: 404 });
        // A neighbour is there, only not in this place.
        if (whose !== "impossible" && whose !== "neighbour") expect(seen.answer).toEqual(missing.answer);
        // What is asked of it is judged afterwards.
        if (takesBody(op)) expect((await ask(op, { headers, params, type: "text/plain" })).answer).toEqual(seen.answer);
      }
    }
    expect(await writes.taken()).toEqual({});
  });
});

const callerNamed = (name: string): Caller => callers.find((each) => each.name === name) ?? { ...callers[0]!, name };

/** Whose ids are wrong in this place of the path. */
function badFor(op: Operation, name: string): Whose[] {
  const kinds = pathKinds(op);
  // What stands in a catalogue or in a link that was sent belongs to no workspace.
  if (!isKind(kinds[name] ?? "")) return ["impossible"];
  const nested = Object.keys(kinds).filter((each) => each !== "workspaceId").length > 1;
  const placed = kinds[name] === "endpoint" && !op.path.startsWith("/api/endpoints");
  return [
    "foreign",
    "deleted",
    "impossible",
    ...(nested ? ["neighbour" as const] : []),
    ...(placed ? ["misplaced" as const] : []),
  ];
}

const gated = operations.filter(
  ({ auth }) => "feature" in auth && auth.feature !== undefined && !hasFeature("starter", auth.feature),
);

test.each(byId(gated))("%s is refused where the plan does not include it", async (_, op) => {
  const { ctx } = await freshWorkspace({ plan: "starter" });
  const { headers } = await makePerson({ [ctx.workspace.id]: "owner" });
  const params = Object.fromEntries(Object.entries(pathKinds(op)).map(([name, kind]) => [name, randomOf(kind)]));
  expect(await ask(op, { headers: { ...headers, "x-workspace-id": ctx.workspace.id }, params })).toMatchObject({
    status: 403,
    answer: { error: "FEATURE_NOT_AVAILABLE" },
  });
});
