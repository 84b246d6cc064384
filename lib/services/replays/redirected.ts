import { type Candidate, deliveriesOfEvents, type Source } from "./candidate";

/**
 * The same events on their way to the one endpoint that all shall go to: its own delivery of an event where there is
 * one, else one to be made. Several deliveries of one event become one. A test stays what it is, to be left out as one.
 */
export async function redirected(source: Source, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const { ctx, target } = source;
  const events = candidates
    .filter(({ kind }) => kind !== "test")
    .map(({ eventId, eventCreatedAt }) => ({ id: eventId, createdAt: eventCreatedAt }));
  if (target === null || events.length === 0) return [...candidates];
  const [known, endpoint] = await Promise.all([
    deliveriesOfEvents(ctx, target, events),
    ctx.db.endpoint.findFirst({ where: { id: target }, select: { surface: true } }),
  ]);
  const byEvent = new Map<string, Candidate>();
  for (const each of candidates) {
    if (byEvent.has(each.eventId)) continue;
    const { eventId, eventType, eventCreatedAt, createdAt, kind } = each;
    const fresh: Candidate = {
      deliveryId: null,
      eventId,
      eventType,
      eventCreatedAt,
      endpointId: target,
      surface: endpoint?.surface ?? each.surface,
      state: null,
      kind: kind === "test" ? "test" : "replay",
      generation: 0,
      busy: false,
      createdAt,
    };
    byEvent.set(eventId, known.get(eventId) ?? fresh);
  }
  return [...byEvent.values()];
}
