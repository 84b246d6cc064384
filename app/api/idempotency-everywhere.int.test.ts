import { describe, expect, test } from "vitest";

import { ask, byId, isDocumented, operations } from "@/e2e/fixtures/operations";
import { sceneOf } from "@/e2e/fixtures/scene";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { openApiDocument } from "@/lib/api/openapi/document";
import { type Operation, takesIdempotencyKey } from "@/lib/contracts/operation";
import { zapier } from "@/lib/contracts/zapier";
import { prisma } from "@/lib/db/client";
import { referenceGroups, referenceOperation } from "@/lib/server/reference/operations";

withDatabase({ DEMO: "1" });

const KEY = "order-1";
const everything: readonly Operation[] = [...operations, ...Object.values<Operation>(zapier)];
const writes = everything.filter(({ method }) => method !== "GET");

interface Described {
  description?: string;
  parameters: { name: string }[];
}
const { paths } = openApiDocument(everything, "http://localhost:3000", "1") as {
  paths: Record<string, Record<string, Described>>;
};

/** What has to stand behind the question mark. */
const searchOf = ({ query }: Operation): string =>
  `?${new URLSearchParams((query?.toJSONSchema({ io: "input" }).required ?? []).map((name) => [name, name]))}`;

/** As if the key had been used for another request already. */
async function spend(workspaceId: string): Promise<void> {
  await prisma().idempotencyRecord.create({
    data: { workspaceId, key: KEY, fingerprint: "of another request", status: 200, response: "" },
  });
}

describe.each(byId(writes))("%s", (_, op) => {
  test("takes an Idempotency-Key where its documentation says so, and says what a repeat does where not", () => {
    const described = paths[op.path]?.[op.method.toLowerCase()];
    const named = described?.parameters.some(({ name }) => name === "Idempotency-Key");
    expect(named).toBe(takesIdempotencyKey(op));
    if (named) return expect(described?.description).toBeUndefined();
    expect(described?.description).toMatch(/^Takes no Idempotency-Key\. [A-Z].{15,}\.$/);
  });

  test("refuses a key that was used for another request if it takes one, and never looks at it if not", async () => {
    const { headers, params, workspaceId, userId } = await sceneOf(op);
    await spend(op.auth.kind === "account" ? userId : workspaceId);
    const seen = await ask(op, { params, search: searchOf(op), headers: { ...headers, "idempotency-key": KEY } });
    if (takesIdempotencyKey(op)) {
      expect(seen).toMatchObject({ status: 409, answer: { error: "IDEMPOTENCY_CONFLICT" } });
      expect(isDocumented(op, seen)).toBe(true);
    } else expect(seen.answer["error"]).not.toBe("IDEMPOTENCY_CONFLICT");
    expect(await prisma().idempotencyRecord.count({ where: { OR: [{ workspaceId }, { workspaceId: userId }] } })).toBe(
      1,
    );
  });
});

test("what only reads takes no key and has nothing to say of repeats", () => {
  for (const op of everything.filter(({ method }) => method === "GET")) expect(op.repeats).toBeUndefined();
});

test("the pages of the API reference say the same", () => {
  const pages = referenceGroups().flatMap((group) => group.operations);
  for (const op of operations.filter(({ method }) => method !== "GET")) {
    const [, , group = "", verb = ""] = pages.find(({ id }) => id === op.id)?.href.split("/") ?? [];
    const page = referenceOperation(group, verb);
    expect([op.id, page?.idempotent, page?.repeats !== null]).toEqual([
      op.id,
      takesIdempotencyKey(op),
      op.repeats !== undefined,
    ]);
  }
});
