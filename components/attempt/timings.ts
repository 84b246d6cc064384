import type { Timings } from "@/components/ui/timing-strip";
import type { Attempt } from "@/lib/contracts/deliveries";

/** The five parts of an attempt. A part that took no time at all was not gone through: an address without a name. */
export function timingsOf({ timings, statusCode }: Attempt): Timings {
  const { dns, connect, tls, firstByte, total } = timings;
  const part = (ms: number): number | null => (ms > 0 ? ms : null);
  const rest = Math.max(0, total - dns - connect - tls - firstByte);
  const answered = statusCode !== null;
  return {
    address: part(dns),
    connect: part(connect),
    tls: part(tls),
    // Without an answer, what is left was spent waiting for its first byte.
    firstByte: answered ? part(firstByte) : part(firstByte + rest),
    download: answered ? rest : null,
  };
}
