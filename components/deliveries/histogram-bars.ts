import type { DeliveryHistogram } from "@/lib/contracts/deliveries";

/** What became of the deliveries of one span of time; what waits counts as retrying, what was not sent as skipped. */
export interface Bar {
  start: Date;
  end: Date;
  delivered: number;
  retrying: number;
  failed: number;
  skipped: number;
  total: number;
}

export function barsOf({ buckets, bucketMs }: DeliveryHistogram): Bar[] {
  return buckets.map(({ start, counts }) => {
    const of = (...states: (keyof typeof counts)[]): number =>
      states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
    const from = new Date(start);
    const bar = {
      delivered: of("delivered"),
      retrying: of("pending", "retrying"),
      failed: of("failed"),
      skipped: of("held", "skipped", "canceled"),
    };
    return {
      ...bar,
      start: from,
      end: new Date(from.getTime() + bucketMs),
      total: bar.delivered + bar.retrying + bar.failed + bar.skipped,
    };
  });
}

/** Whether any of the bar lies in the range. */
export const overlaps = (bar: Bar, range: { start: Date; end: Date }): boolean =>
  bar.start < range.end && bar.end > range.start;
