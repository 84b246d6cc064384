/** The data of an event as text to be edited; undefined where its body is gone or hidden. */
export function payloadTextOf(body: string | null): string | undefined {
  if (body === null) return undefined;
  try {
    const envelope: unknown = JSON.parse(body);
    if (typeof envelope !== "object" || envelope === null || !("data" in envelope)) return undefined;
    return JSON.stringify(envelope.data, null, 2);
  } catch {
    return undefined;
  }
}
