import { z } from "zod";

import { id, money, metadata, orNull, text, time, webUrl } from "./fields";

/** What several families show of one object. Each keeps to what attribution, stitching and reporting need. */

/** The link an event belongs to, in short. */
export const LinkRef = z.strictObject({
  id: id().describe("The link."),
  shortCode: text(190).describe("The part after the slash."),
  shortUrl: webUrl().describe("What people click."),
  destinationUrl: webUrl().describe("Where it leads."),
  campaignId: orNull(id()).describe("The campaign it belongs to."),
});

/** No address and no fingerprint: neither leaves Linquid. */
export const Click = z.strictObject({
  id: id().describe("The click id that `lw_cid` carries to the destination."),
  qr: z.boolean().default(false).describe("true when a QR code was scanned."),
  country: orNull(z.string().regex(/^[A-Z]{2}$/)).describe("ISO 3166-1 alpha-2."),
  region: orNull(text(100)).describe("Region or state."),
  city: orNull(text(100)).describe("City."),
  device: orNull(text(40)).describe("desktop, mobile, tablet, …"),
  browser: orNull(text(60)).describe("Browser family."),
  os: orNull(text(60)).describe("Operating system family."),
  referrer: orNull(text(255)).describe("Host of the page that was left."),
});

export const CustomerRef = z.strictObject({
  id: id().describe("The customer."),
  externalId: orNull(text(255)).describe("Your own id of this customer."),
  name: orNull(text(255)).describe("Name, if known."),
  email: orNull(text(320)).describe("E-mail address, if known."),
});

export const PartnerRef = z.strictObject({
  id: id().describe("The partner."),
  name: text(255).describe("Display name."),
});

/** What every conversion says, lead or sale. */
export const conversion = {
  id: id().describe("The conversion."),
  eventName: text(100).describe("The milestone as it was reported, for example purchase."),
};

export const conversionOrigin = {
  provider: orNull(text(40)).describe("The integration that reported it; null for the conversions API."),
  metadata: metadata(),
};

export const Sale = z.strictObject({
  ...conversion,
  orderId: orNull(text(255)).describe("Unique in the workspace."),
  ...money,
  recurring: z.boolean().default(false).describe("true for renewals."),
  ...conversionOrigin,
});

export const Lead = z.strictObject({ ...conversion, ...conversionOrigin });

/** Who and what a conversion is credited to. */
export const attribution = {
  customer: orNull(CustomerRef).describe("Who converted; null when nobody could be named."),
  click: orNull(Click).describe("The click it is credited to; null when none was matched."),
  link: orNull(LinkRef).describe("The link it is credited to; null when none was matched."),
  partner: orNull(PartnerRef).describe("The partner who is credited; null when none is."),
  attribution: z
    .enum(["click", "customer", "none"])
    .default("none")
    .describe("How the link was found: by click id, by a known customer, or not."),
};

export const Program = z.strictObject({
  id: id().describe("The program."),
  name: text(255).describe("Its name."),
});

/** A point in time that may not have come yet. */
export const timeOrNull = () => orNull(time());
