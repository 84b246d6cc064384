import type { TestEndpoint, TestResult } from "@/lib/contracts/endpoints";
import { type EventTypeName, eventType, isEventType, isLinkAlias, LINK_ALIAS_TYPES } from "@/lib/contracts/event-types";
import type { TestLinkWebhook } from "@/lib/contracts/link-webhooks";
import { insertTestDelivery } from "@/lib/db/events/insert-test";
import { sendTest } from "@/lib/engine/test-send";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { buildBody } from "@/lib/webhooks/envelope";

import type { Context } from "../context";
import { getDelivery } from "../deliveries/get";
import { assertPerMinute } from "../per-minute";
import { withTransaction } from "../transaction";
import { getEndpointRow } from "./scope";

const TESTS_PER_MINUTE = 10;

/**
 * Sends one signed request to the endpoint, whatever its state, and answers with what came back. Its event is fresh and
 * seen by nothing else. `payload` becomes `data` and is sent even where it leaves the schema of the type.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR, RATE_LIMITED above 10 a minute for one endpoint
 */
export async function testEndpoint(
  ctx: Context,
  scope: EndpointScope,
  id: string,
  input: TestEndpoint | TestLinkWebhook,
): Promise<TestResult> {
  const endpoint = await getEndpointRow(ctx.db, scope, id);
  const { type, sample } = typeToTest(input.eventType ?? endpoint.eventTypes[0]);
  await assertPerMinute(
    `test:${id}`,
    TESTS_PER_MINUTE,
    `An endpoint can be tested ${TESTS_PER_MINUTE} times a minute.`,
  );
  const data = input.payload ?? sample;
  const event = testEvent(ctx, type, data);
  const deliveryId = newId("delivery");
  await withTransaction(ctx, async (tx) => {
    await insertTestDelivery(tx.sql, event, {
      id: deliveryId,
      endpointId: id,
      surface: endpoint.surface,
      requestedBy: ctx.actor.name,
      signWith: input.signWith,
    });
    await tx.audit({
      action: "endpoint.test",
      objectType: "endpoint",
      objectId: id,
      objectName: endpoint.name,
      after: { eventType: type, signWith: input.signWith },
    });
  });
  await sendTest({
    workspaceId: ctx.workspace.id,
    endpointId: id,
    event,
    deliveryId,
    signWith: input.signWith,
    requestedBy: ctx.actor.name,
  });
  const {
    event: _event,
    payloadVisible: _visible,
    ...delivery
  } = await getDelivery(ctx, { id: deliveryId, endpointId: id }, [scope.surface]);
  return { ...delivery, schemaIssues: schemaIssues(type, data) };
}

/** A short name of link webhooks stands for the first type that it matches, a scan for a click that was one. */
function typeToTest(name: string | undefined): { type: EventTypeName; sample: object } {
  if (name === "qr_scan") {
    const { click, link } = eventType("link.clicked").sample;
    return { type: "link.clicked", sample: { click: { ...click, qr: true }, link } };
  }
  const type = name !== undefined && isLinkAlias(name) ? LINK_ALIAS_TYPES[name][0] : name;
  if (type === undefined || !isEventType(type))
    throw invalid("eventType", "Name an event type: the endpoint subscribes to none.");
  return { type, sample: eventType(type).sample };
}

function testEvent(ctx: Context, type: EventTypeName, data: object) {
  const id = newId("event");
  const createdAt = new Date();
  const body = buildBody({
    id,
    type,
    createdAt,
    workspaceId: ctx.workspace.id,
    livemode: ctx.workspace.mode === "live",
    data,
  });
  return {
    id,
    workspaceId: ctx.workspace.id,
    type,
    body,
    linkId: null,
    customerId: null,
    source: "test" as const,
    correlationId: null,
    actor: ctx.actor.id,
    occurredAt: createdAt,
    createdAt,
  };
}

function schemaIssues(type: EventTypeName, data: object): TestResult["schemaIssues"] {
  const { error } = eventType(type).data.safeParse(data);
  return error ? error.issues.map(({ path, message }) => ({ path: path.map(String).join("."), message })) : [];
}
