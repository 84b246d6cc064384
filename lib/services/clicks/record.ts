import { createHmac } from "node:crypto";

import { findClickableLink, insertClick } from "@/lib/db/clicks/record";
import { takeFromWindow } from "@/lib/db/edge/rate-counters";
import { env } from "@/lib/env";
import { AppError } from "@/lib/shared/errors";
import { newId, newUnguessableId } from "@/lib/shared/ids";
import { SECOND } from "@/lib/shared/time";

import { eventRow } from "../events/emit";
import { toLinkRef } from "../links/to-link";

export interface Visit {
  address: string | null;
  userAgent: string | null;
  referrer: string | null;
  /** A QR code was scanned. */
  qr: boolean;
}

const SHORT_CODE = /^[A-Za-z0-9_-]{3,64}$/;
const ADDRESS_PER_SECOND = 20;
const TEXT_MAX = 500;

/** Where a short link leads, or null when it does not redirect (now). Records nothing. */
export async function resolveLink(shortCode: string): Promise<string | null> {
  const link = SHORT_CODE.test(shortCode) ? await findClickableLink(shortCode) : null;
  return link?.destinationUrl ?? null;
}

/**
 * Records one click and answers where to go: the destination with the click's id as `lw_cid`. Null when the link does
 * not exist, is switched off or has expired; nothing is recorded then.
 * @throws AppError RATE_LIMITED above 20 clicks a second from one address
 */
export async function recordClick(shortCode: string, visit: Visit): Promise<string | null> {
  const link = SHORT_CODE.test(shortCode) ? await findClickableLink(shortCode) : null;
  if (!link) return null;
  if (visit.address !== null) {
    const { admitted } = await takeFromWindow(`click:${visit.address}`, SECOND, ADDRESS_PER_SECOND);
    if (!admitted) throw new AppError("RATE_LIMITED", "Too many clicks from this address.", { retryAfterS: 1 });
  }
  // Its id stands in a public address, so a neighbour's click must not give it away.
  const clickId = newUnguessableId("click");
  const referrer = hostOf(visit.referrer);
  const event = eventRow(
    { id: link.workspaceId, mode: link.mode },
    {
      type: "link.clicked",
      data: { click: { id: clickId, qr: visit.qr, referrer }, link: toLinkRef(link) },
      linkId: link.id,
      source: "link",
    },
  );
  const userAgent = visit.userAgent?.slice(0, TEXT_MAX) ?? null;
  await insertClick(
    { id: clickId, qr: visit.qr, userAgent, referrer, visitor: visitorOf(visit) },
    event,
    newId("outbox"),
  );
  return withClickId(link.destinationUrl, clickId);
}

/** Tells visitors apart without keeping their address: nobody without the server's secret can try addresses out. */
function visitorOf({ address, userAgent }: Visit): string | null {
  if (address === null) return null;
  return createHmac("sha256", env.authSecret)
    .update(JSON.stringify(["visitor", address, userAgent]))
    .digest("base64url");
}

function hostOf(referrer: string | null): string | null {
  return referrer !== null && URL.canParse(referrer) ? new URL(referrer).hostname.slice(0, 255) || null : null;
}

/** Added to the text of the query, which some destinations sign and none wants rewritten. */
function withClickId(destination: string, clickId: string): string {
  const url = new URL(destination);
  url.search = `${url.search === "" ? "?" : `${url.search}&`}lw_cid=${clickId}`;
  return url.href;
}
