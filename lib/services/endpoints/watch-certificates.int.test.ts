import tls from "node:tls";

import { expect, test, vi } from "vitest";

import { anEndpoint, freshWorkspace } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { prisma } from "@/lib/db/client";
import { answering, certificate, OK, openEgress, saying, startReceiver } from "@/lib/egress/fixtures/receiver";
import { DAY, HOUR } from "@/lib/shared/time";

import { createEndpoint } from "./create";
import { updateEndpoint } from "./update";
import { watchCertificates } from "./watch-certificates";

withDatabase();

const OUTBOUND = { surface: "outbound" } as const;

/** A receiver with a certificate that its callers trust, and an endpoint that sends to it. */
async function receiving() {
  const real = tls.createSecureContext;
  vi.spyOn(tls, "createSecureContext").mockImplementation((options) =>
    real({ ca: certificate("authority"), ...options }),
  );
  const receiver = await startReceiver({
    onRequest: saying(OK),
    secure: { key: certificate("key"), cert: certificate("good") },
  });
  const { ctx } = await freshWorkspace();
  const url = `https://hooks.example.com:${receiver.port}/in`;
  const { id: endpointId, version } = await createEndpoint(ctx, OUTBOUND, anEndpoint({ url }));
  await prisma().endpointHealth.upsert({
    where: { endpointId },
    create: { endpointId, workspaceId: ctx.workspace.id },
    update: {},
  });
  const known = () => prisma().endpointHealth.findUniqueOrThrow({ where: { endpointId } });
  const resolve = answering(["127.0.0.1"]);
  return { ctx, receiver, endpointId, version, known, out: openEgress({ resolve }), lookedUp: resolve.calls };
}

test("the end of a receiver's certificate is noted once a day, and no request is sent for it", async () => {
  const { receiver, known, out, lookedUp } = await receiving();
  const now = new Date();
  await Promise.all([watchCertificates(now, out), watchCertificates(now, out)]);
  expect(lookedUp).toHaveLength(1);
  expect((await known()).certificateEndsAt).toEqual(new Date("2099-01-01T00:00:00.000Z"));
  await watchCertificates(new Date(now.getTime() + 23 * HOUR), out);
  expect(lookedUp).toHaveLength(1);
  await watchCertificates(new Date(now.getTime() + DAY + HOUR), out);
  expect(lookedUp).toHaveLength(2);
  await vi.waitFor(() => expect(receiver.open.size).toBe(0));
  expect(receiver.heads).toEqual([]);
});

test("a receiver that cannot be reached keeps what was known, another URL forgets it", async () => {
  const { ctx, endpointId, version, known, out } = await receiving();
  await watchCertificates(new Date(), out);
  const { certificateEndsAt } = await known();
  expect(certificateEndsAt).not.toBeNull();
  const away = openEgress({ resolve: answering({ code: "ENOTFOUND" }) });
  await watchCertificates(new Date(Date.now() + 2 * DAY), away);
  expect((await known()).certificateEndsAt).toEqual(certificateEndsAt);
  await updateEndpoint(ctx, OUTBOUND, endpointId, { url: "https://moved.example.com/in", version });
  expect(await known()).toMatchObject({ certificateEndsAt: null, certificateCheckedAt: null });
});
