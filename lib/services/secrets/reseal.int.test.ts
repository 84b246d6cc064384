import { expect, test } from "vitest";

import { freshWorkspace, anEndpoint } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { createSealer, type SealedPlace } from "@/lib/auth/sealed";
import { edgePool, prisma } from "@/lib/db/client";
import { SEALED_COLUMNS, type SealedColumn } from "@/lib/db/sealed/columns";
import { newId } from "@/lib/shared/ids";

import { createEndpoint } from "../endpoints/create";
import { resealSecrets } from "./reseal";

const OLD = { kid: "k1", key: Buffer.alloc(32, 1) };
const NEW = { kid: "k2", key: Buffer.alloc(32, 2) };

withDatabase();

/** A row with a text of the first key in every sealed column. Answers the workspace and the rows by their tables. */
async function sealEverywhere(): Promise<{ workspaceId: string; rows: ReadonlyMap<string, string> }> {
  const { ctx } = await freshWorkspace();
  const workspaceId = ctx.workspace.id;
  const { id: endpointId } = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint());
  const secret = await prisma().endpointSecret.findFirstOrThrow({ where: { endpointId } });
  const [userId, customerId, emailId] = [newId("user"), newId("customer"), newId("email")];
  await prisma().user.create({ data: { id: userId, name: "Ada", email: `${userId}@example.com` } });
  await prisma().erasure.create({ data: { customerId, workspaceId, sealed: "" } });
  const mail = { to: "ada@example.com", subject: "Hello", text: "Hello", category: "account" };
  await prisma().emailMessage.create({ data: { id: emailId, ...mail } });
  const installation = { id: newId("installation"), workspaceId, provider: "stripe", status: "active" as const };
  await prisma().installation.create({ data: installation });
  const [credentialId, stateHash, receiptId] = [newId("credential"), newId("request"), newId("receipt")];
  await prisma().credential.create({
    data: { id: credentialId, workspaceId, installationId: installation.id, sealed: "" },
  });
  await prisma().oAuthState.create({
    data: { stateHash, workspaceId, userId, sessionId: "", provider: "stripe", scopes: [], expiresAt: new Date() },
  });
  await prisma().receipt.create({
    data: { id: receiptId, workspaceId, provider: "stripe", externalId: receiptId, state: "processed" },
  });
  await prisma().idempotencyRecord.create({ data: { workspaceId, key: workspaceId, fingerprint: "" } });
  const rows = new Map([
    ["users", userId],
    ["endpoints", endpointId],
    ["endpoint_secrets", secret.id],
    ["erasures", customerId],
    ["email_messages", emailId],
    ["idempotency_records", workspaceId],
    ["credentials", credentialId],
    ["oauth_states", stateHash],
    ["receipts", receiptId],
  ]);
  for (const of of SEALED_COLUMNS) await write(of, seal(of, workspaceId, rows), rows);
  return { workspaceId, rows };
}

type Rows = ReadonlyMap<string, string>;

const placeOf = (of: SealedColumn, workspaceId: string, rows: Rows): SealedPlace => ({
  table: of.table,
  column: of.sealedAs ?? of.column,
  row: rows.get(of.table) ?? "",
  workspace: of.workspace === null ? "" : workspaceId,
});

const seal = (of: SealedColumn, workspaceId: string, rows: Rows): string =>
  createSealer([OLD]).seal(`${of.table}.${of.column}`, placeOf(of, workspaceId, rows));

const write = (of: SealedColumn, sealed: string, rows: Rows): Promise<unknown> =>
  edgePool().query(`UPDATE ${of.table} SET ${of.column} = $1 WHERE ${of.row} = $2`, [sealed, rows.get(of.table)]);

async function read(of: SealedColumn, rows: Rows): Promise<string> {
  const { rows: found } = await edgePool().query<{ sealed: string }>(
    `SELECT ${of.column} AS sealed FROM ${of.table} WHERE ${of.row} = $1`,
    [rows.get(of.table)],
  );
  return found[0]?.sealed ?? "";
}

/** Every column of every table that holds a text of this key. */
async function columnsWith(kid: string): Promise<string[]> {
  const { rows: columns } = await edgePool().query<{ table: string; column: string }>(
    `SELECT c.table_name AS table, c.column_name AS column FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type IN ('text', 'character varying')
       AND NOT (SELECT relispartition FROM pg_class WHERE oid = to_regclass(quote_ident(c.table_name)))`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const { rowCount } = await edgePool().query(`SELECT 1 FROM "${table}" WHERE "${column}" LIKE $1 LIMIT 1`, [
      `v1.${kid}.%`,
    ]);
    if (rowCount) found.push(`${table}.${column}`);
  }
  return found;
}

test("after a new key was put first, nothing of the old one remains, and all of it opens with the new one alone", async () => {
  const { workspaceId, rows } = await sealEverywhere();
  expect(await columnsWith("k1")).toHaveLength(SEALED_COLUMNS.length);
  expect((await resealSecrets([NEW, OLD])).broken).toBe(0);
  expect(await columnsWith("k1")).toEqual([]);
  for (const of of SEALED_COLUMNS)
    expect(createSealer([NEW]).open(await read(of, rows), placeOf(of, workspaceId, rows))).toBe(
      `${of.table}.${of.column}`,
    );
});

test("more texts than one page holds are all sealed anew, also by two rounds at once", async () => {
  const { ctx } = await freshWorkspace();
  const { id: endpointId } = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint());
  const sealer = createSealer([OLD]);
  const ids = Array.from({ length: 1_100 }, () => newId("endpointSecret"));
  const scope = { workspaceId: ctx.workspace.id, endpointId };
  const placeOfSecret = (row: string) => ({
    table: "endpoint_secrets",
    column: "sealed",
    row,
    workspace: scope.workspaceId,
  });
  await prisma().endpointSecret.createMany({
    data: ids.map((id) => ({
      id,
      ...scope,
      hint: "word",
      expiresAt: new Date(),
      sealed: sealer.seal(id, placeOfSecret(id)),
    })),
  });
  await Promise.all([resealSecrets([NEW, OLD]), resealSecrets([NEW, OLD])]);
  expect(await columnsWith("k1")).toEqual([]);
  for (const { id, sealed } of await prisma().endpointSecret.findMany({ where: { id: { in: ids } } }))
    expect(createSealer([NEW]).open(sealed, placeOfSecret(id))).toBe(id);
});

test("a text that no key opens stays as it is, is counted, and holds nobody else up", async () => {
  const { workspaceId, rows } = await sealEverywhere();
  const [broken] = SEALED_COLUMNS;
  const before = (await resealSecrets([NEW, OLD])).broken;
  const foreign = createSealer([{ kid: "k0", key: Buffer.alloc(32, 9) }]).seal(
    "x",
    placeOf(broken!, workspaceId, rows),
  );
  await write(broken!, foreign, rows);
  expect((await resealSecrets([NEW, OLD])).broken).toBe(before + 1);
  expect(await read(broken!, rows)).toBe(foreign);
  expect(await columnsWith("k1")).toEqual([]);
});

test("with one key alone nothing is touched", async () => {
  const { rows } = await sealEverywhere();
  const before = await read(SEALED_COLUMNS[0]!, rows);
  expect(await resealSecrets([NEW])).toEqual({ sealed: 0, broken: 0 });
  expect(await read(SEALED_COLUMNS[0]!, rows)).toBe(before);
});
