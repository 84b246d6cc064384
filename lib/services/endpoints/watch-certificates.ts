import { claimForCertificate, noteCertificate } from "@/lib/db/endpoints/certificates";
import type { Egress } from "@/lib/egress/egress";
import { egress } from "@/lib/engine/egress";

/** Receivers that one run connects to: a few thousand an hour at most, and no burst towards anybody. */
const AT_ONCE = 50;
const ABREAST = 5;

/**
 * Notes once a day until when the certificate of each receiver is valid: connects as a delivery would, and sends nothing.
 * What cannot be reached keeps what was known. Safe to run twice at once.
 */
export async function watchCertificates(now: Date, out: Pick<Egress, "probe"> = egress()): Promise<void> {
  const waiting = await claimForCertificate(now, AT_ONCE);
  const next = async (): Promise<void> => {
    for (let due = waiting.pop(); due; due = waiting.pop()) {
      const result = await out.probe(due.url);
      if (result.ok && result.certificate) await noteCertificate(due.endpointId, due.url, result.certificate.validTo);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, next));
}
