import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace } from "@/e2e/fixtures/factories";
import { startReceiver } from "@/e2e/fixtures/receiver";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { prisma } from "@/lib/db/client";
import { HOUR, MINUTE } from "@/lib/shared/time";

import { createEndpoint } from "./create";
import { listEndpointSecrets } from "./list-secrets";
import { recheckSecrets } from "./recheck-secrets";
import { rotateEndpointSecret } from "./rotate-secret";
import { updateEndpointSecret } from "./update-secret";

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

const OUTBOUND = { surface: "outbound" } as const;

async function rotating() {
  let status = 401;
  const receiver = await startReceiver((_request, response) => response.writeHead(status).end());
  const { ctx } = await freshWorkspace();
  const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint({ url: receiver.url("/hooks") }));
  const { secrets } = await rotateEndpointSecret(ctx, OUTBOUND, id, { overlapHours: 24 });
  const [current, old] = [secrets.find((each) => !each.expiresAt)!.id, secrets.find((each) => each.expiresAt)!.id];
  const known = async () => (await listEndpointSecrets(ctx, OUTBOUND, id)).find((secret) => secret.current)!;
  const set = (recheck: boolean, secretId = current) =>
    updateEndpointSecret(ctx, OUTBOUND, { id, secretId }, { recheck });
  return { ctx, id, receiver, old, known, set, accept: () => (status = 200) };
}

test("a new secret that was refused is tried every five minutes, by one of all who try, until it is accepted", async () => {
  const { receiver, known, set, accept } = await rotating();
  const start = Date.now();
  await recheckSecrets(new Date(start));
  expect(receiver.received).toHaveLength(0);
  await set(true);
  expect((await known()).recheckUntil).not.toBeNull();
  await Promise.all([recheckSecrets(new Date(start)), recheckSecrets(new Date(start))]);
  expect(receiver.received).toHaveLength(1);
  expect(receiver.received[0]!.signature.split(" ")).toHaveLength(1);
  expect(await known()).toMatchObject({ lastCheck: { accepted: false, statusCode: 401 } });
  await recheckSecrets(new Date(start + 4 * MINUTE));
  expect(receiver.received).toHaveLength(1);
  accept();
  await recheckSecrets(new Date(start + 5 * MINUTE));
  expect(receiver.received).toHaveLength(2);
  expect(await known()).toMatchObject({ recheckUntil: null, lastCheck: { accepted: true } });
  await recheckSecrets(new Date(start + 10 * MINUTE));
  expect(receiver.received).toHaveLength(2);
  await receiver.close();
});

test("it ends after an hour or when it is switched off, and only a rotation under way can be tried", async () => {
  const { ctx, id, receiver, old, known, set } = await rotating();
  await set(true);
  await recheckSecrets(new Date(Date.now() + HOUR + MINUTE));
  await set(false);
  expect((await known()).recheckUntil).toBeNull();
  await recheckSecrets(new Date());
  expect(receiver.received).toHaveLength(0);
  await expect(set(true, old)).rejects.toMatchObject({ error: "CONFLICT" });
  await updateEndpointSecret(ctx, OUTBOUND, { id, secretId: old }, { expiresAt: new Date(0).toISOString() });
  await expect(set(true)).rejects.toMatchObject({ error: "CONFLICT" });
  const audit = await prisma().auditEntry.findMany({
    where: { action: "endpoint.recheck_secret", workspaceId: ctx.workspace.id },
  });
  expect(audit).toHaveLength(2);
  await receiver.close();
});
