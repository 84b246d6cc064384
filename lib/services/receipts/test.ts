import type { ReceiptSample, TestedReceipt, TestReceipt } from "@/lib/contracts/receipts";
import { storeReceipts } from "@/lib/db/receipts/store";
import { clickIdIn } from "@/lib/integrations/actions";
import type { Inbound, Testing } from "@/lib/integrations/adapter";
import { ProviderFailure } from "@/lib/integrations/provider-failure";
import { AppError, invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { adapterOf, type FullRow, getInstallationRow } from "../installations/find";
import { settingsOf } from "../installations/settings";
import { withTransaction } from "../transaction";
import { itemsOf } from "./preview";
import { sealRequest } from "./sealed-request";

/** Events as the provider could send them; none where tests make no sense. @throws AppError NOT_FOUND */
export async function listSamples(ctx: Context, installationId: string): Promise<ReceiptSample[]> {
  const row = await getInstallationRow(ctx.db, installationId);
  const samples = adapterOf(row.provider).receiving?.testing?.samples(accountOf(row), ctx.workspace.mode === "live");
  return (samples ?? []).map(({ topic, body }) => ({ topic, body: JSON.stringify(body, null, 2) }));
}

const accountOf = ({ externalAccountId }: FullRow): string => externalAccountId ?? "";

/**
 * What an event that was put together by hand would become, with the settings as they are. In a test workspace it can be
 * taken in as if the provider had sent it; in a live one nothing is ever written.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, CONFLICT when nothing can be tested, SERVICE_UNAVAILABLE when the
 * provider does not answer
 */
export async function testReceipt(ctx: Context, installationId: string, given: TestReceipt): Promise<TestedReceipt> {
  const row = await getInstallationRow(ctx.db, installationId);
  const { manifest, receiving } = adapterOf(row.provider);
  const testing = receiving?.testing;
  if (!testing) throw new AppError("CONFLICT", `Events of ${manifest.name} cannot be tested.`);
  if (row.status === "disconnected") throw new AppError("CONFLICT", "This integration is not connected.");
  if (!given.dryRun && ctx.workspace.mode === "live")
    throw invalid("dryRun", "In a live workspace a test writes nothing.");
  const request = requestOf(testing, row, given);
  const inbound = readOne(() => receiving.read(request));
  if (!inbound) throw invalid("body", `${manifest.name} would not write this.`);
  const items = await itemsOf(ctx, row, inbound, settingsOf(manifest, row.settings));
  return {
    topic: inbound.topic,
    items,
    link: await linkOf(ctx, items.flatMap(({ clickId }) => clickId ?? [])[0]),
    receiptId: given.dryRun ? null : await takeIn(ctx, row, request, inbound),
  };
}

interface Request {
  id: string;
  headers: (readonly [string, string])[];
  header: (name: string) => string | null;
  body: Buffer;
}

function requestOf(testing: Testing, row: FullRow, { topic, body }: TestReceipt): Request {
  const id = newId("receipt");
  const headers = [
    ["content-type", "application/json"] as const,
    ...(testing.headers?.(accountOf(row), topic, `test:${id}`) ?? []),
  ];
  const named = new Map(headers);
  return { id, headers, header: (name) => named.get(name.toLowerCase()) ?? null, body: Buffer.from(body) };
}

function readOne(read: () => Inbound[]): Inbound | undefined {
  try {
    return read()[0];
  } catch (error) {
    if (error instanceof ProviderFailure) return undefined;
    throw error;
  }
}

async function linkOf(ctx: Context, claimed: string | undefined): Promise<string | null> {
  const id = clickIdIn(claimed);
  const click = id === null ? null : await ctx.db.click.findFirst({ where: { id }, include: { link: true } });
  return click?.link.shortCode ?? null;
}

/** Into the inbox under an id of its own: the same event may be tested again. */
async function takeIn(ctx: Context, row: FullRow, { id, headers, body }: Request, inbound: Inbound): Promise<string> {
  const workspaceId = ctx.workspace.id;
  await withTransaction(ctx, (tx) =>
    tx.audit({ action: "receipt.test", objectType: "receipt", objectId: id, objectName: inbound.topic }),
  );
  await storeReceipts([
    {
      id,
      provider: row.provider,
      scope: row.id,
      workspaceId,
      installationId: row.id,
      externalId: `test:${id}`,
      topic: inbound.topic.slice(0, 255),
      ...sealRequest({ id, workspaceId }, { headers, body }),
      state: "received",
      reason: null,
      livemode: inbound.livemode,
      occurredAt: inbound.occurredAt === null ? null : new Date(inbound.occurredAt),
    },
  ]);
  return id;
}
