import { expect, test } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";

import type { Context } from "./context";
import { keysetOf, keysetPage, readEach } from "./keyset";

withDatabase();

const AT = Date.now() - 60_000;
const STATES = ["queued", "sent"] as const;

/** E-mails, most of them of one millisecond, in two states. */
async function seeded(count: number): Promise<Context> {
  const { ctx } = await freshWorkspace();
  const mail = { workspaceId: ctx.workspace.id, to: "ada@example.com", subject: "s", text: "t", category: "c" };
  await prisma().emailMessage.createMany({
    data: Array.from({ length: count }, (_, at) => ({
      ...mail,
      id: newId("email"),
      state: STATES[at % 2] ?? "sent",
      createdAt: new Date(AT + (at % 4 === 3 ? at : 0)),
    })),
  });
  return ctx;
}

type Read = (
  ctx: Context,
  cursor: string | undefined,
) => Promise<ReturnType<typeof keysetPage<{ id: string; createdAt: Date }>>>;

const inOne: Read = async (ctx, cursor) => {
  const keyset = keysetOf({ cursor, limit: 3 });
  const { where, orderBy, take } = keyset;
  return keysetPage(keyset, await ctx.db.emailMessage.findMany({ where, orderBy, take }));
};

const each: Read = async (ctx, cursor) => {
  const keyset = keysetOf({ cursor, limit: 3 });
  const { where, orderBy, take } = keyset;
  const read = (state: (typeof STATES)[number]) =>
    ctx.db.emailMessage.findMany({ where: { AND: [{ state }, where] }, orderBy, take });
  return keysetPage(keyset, await readEach(keyset, STATES, read));
};

test.each([
  ["in one", inOne],
  ["each value by itself", each],
])(
  "rows read %s are met once each from the newest to the oldest and back, also those of one millisecond",
  async (_, read) => {
    const ctx = await seeded(11);
    const rows = await ctx.db.emailMessage.findMany({ orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
    const all = rows.map(({ id }) => id);
    const down: string[] = [];
    let page = await read(ctx, undefined);
    for (;;) {
      down.push(...page.rows.map(({ id }) => id));
      if (page.meta.nextCursor === null) break;
      page = await read(ctx, page.meta.nextCursor);
    }
    expect(down).toEqual(all);
    const up = page.rows.map(({ id }) => id);
    while (page.meta.prevCursor !== null) {
      page = await read(ctx, page.meta.prevCursor);
      up.unshift(...page.rows.map(({ id }) => id));
    }
    expect(up).toEqual(all);
  },
);
