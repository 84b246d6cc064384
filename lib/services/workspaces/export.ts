import type { Context } from "../context";
import { withTransaction } from "../transaction";

const PAGE = 500;
/** Sealed values, hashes and what stands for a secret: never part of an export. */
const OPAQUE = /^sealed|hash$/i;
/** Made from the other columns by the database. */
const DERIVED = { search: true } as const;

/**
 * The workspace's own data as lines of JSON, each `{ kind, … }`: settings, people, keys without their values, endpoints
 * without secrets, links, campaigns and customers. Events and deliveries have exports of their own.
 */
export async function* exportWorkspace(ctx: Context): AsyncGenerator<string, void, undefined> {
  await withTransaction(ctx, (tx) =>
    tx.audit({
      action: "workspace.export",
      objectType: "workspace",
      objectId: ctx.workspace.id,
      objectName: ctx.workspace.name,
    }),
  );
  const { id, slug, name, plan, mode, timeZone } = ctx.workspace;
  yield lineOf("workspace", { id, slug, name, plan, mode, timeZone });
  const { db } = ctx;
  yield* pagesOf("member", (page) => db.member.findMany(page));
  yield* pagesOf("invitation", (page) => db.invitation.findMany(page));
  yield* pagesOf("api_key", (page) => db.apiKey.findMany(page));
  yield* pagesOf("endpoint", (page) => db.endpoint.findMany(page));
  yield* pagesOf("campaign", (page) => db.campaign.findMany(page));
  yield* pagesOf("link", (page) => db.link.findMany({ ...page, omit: DERIVED }));
  yield* pagesOf("customer", (page) => db.customer.findMany({ ...page, omit: DERIVED }));
  yield* pagesOf("conversion", (page) => db.conversion.findMany(page));
}

interface Page {
  where: { id?: { gt: string } };
  orderBy: { id: "asc" };
  take: number;
}

async function* pagesOf<Row extends { id: string }>(
  kind: string,
  read: (page: Page) => Promise<Row[]>,
): AsyncGenerator<string, void, undefined> {
  let after: string | undefined;
  for (;;) {
    const rows = await read({
      where: after === undefined ? {} : { id: { gt: after } },
      orderBy: { id: "asc" },
      take: PAGE,
    });
    if (rows.length > 0) yield rows.map((row) => lineOf(kind, row)).join("");
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id;
  }
}

const lineOf = (kind: string, row: object): string =>
  `${JSON.stringify({ kind, ...Object.fromEntries(Object.entries(row).filter(([key]) => !OPAQUE.test(key) && key !== "workspaceId")) }, (_key, value: unknown) => (typeof value === "bigint" ? Number(value) : value))}\n`;
