import { expect, test, vi } from "vitest";

import { freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { edgePool } from "@/lib/db/client";
import type { ClaimedReceipt } from "@/lib/db/receipts/claim";
import { newId } from "@/lib/shared/ids";

import { Standing } from "./standing";

withDatabase();

test("what could not be read for one receipt is read again for the next of its batch, and then once for all", async () => {
  const { ctx } = await freshWorkspace();
  const standing = new Standing(newId("installation"));
  const receipt = { workspaceId: ctx.workspace.id, provider: "stripe" } as ClaimedReceipt;
  const query = vi.spyOn(edgePool(), "query").mockRejectedValueOnce(new Error("The database is away."));
  await expect(standing.of(receipt)).rejects.toThrow("The database is away.");
  const gone = "The integration is not there any more.";
  expect(await standing.of(receipt)).toBe(gone);
  const asked = query.mock.calls.length;
  expect(await standing.of(receipt)).toBe(gone);
  expect(query.mock.calls).toHaveLength(asked);
  standing.forget();
  await standing.of(receipt);
  expect(query.mock.calls.length).toBeGreaterThan(asked);
});
