import { z } from "zod";

import { defineEventType } from "./define";
import { orNull, text, time } from "./fields";
import { Click, LinkRef, timeOrNull } from "./objects";
import { CLICK, LINK, LINK_REF } from "./samples";

const Link = z.strictObject({
  ...LinkRef.shape,
  title: orNull(text(255)).describe("Title in the dashboard."),
  tags: z.array(text(60)).max(50).default([]).describe("Tags, in the order they were given."),
  enabled: z.boolean().describe("false when it no longer redirects."),
  expiresAt: timeOrNull().describe("When it stops redirecting."),
  createdAt: time().describe("When it was made, UTC."),
  updatedAt: time().describe("When it last changed, UTC."),
});

const LinkData = z.strictObject({ link: Link.describe("The link as it is now.") });

const shared = { family: "link", carriesLink: true, operational: false } as const;

export const linkCreated = defineEventType({
  ...shared,
  type: "link.created",
  title: "Link created",
  summary: "A link was made.",
  description: "Sent when a link is made in the dashboard or through the API, one event per link.",
  notSentWhen: null,
  data: LinkData,
  sample: { link: LINK },
});

export const linkUpdated = defineEventType({
  ...shared,
  type: "link.updated",
  title: "Link updated",
  summary: "A link changed.",
  description:
    "Sent when a link's destination, title, tags, campaign, expiry or state changes. previousAttributes holds the old values.",
  notSentWhen: "Not sent when only its click count grows.",
  data: LinkData,
  sample: { link: { ...LINK, title: "Launch page, spring", updatedAt: "2026-01-12T07:45:00.000Z" } },
});

export const linkDeleted = defineEventType({
  ...shared,
  type: "link.deleted",
  title: "Link deleted",
  summary: "A link was removed.",
  description: "Sent when a link is deleted, with the link as it last was.",
  notSentWhen: "Not sent when a link expires or is switched off.",
  data: z.strictObject({ link: Link.describe("The link as it last was.") }),
  sample: { link: { ...LINK, enabled: false, updatedAt: "2026-01-20T16:30:00.000Z" } },
});

export const linkClicked = defineEventType({
  ...shared,
  type: "link.clicked",
  title: "Link clicked",
  summary: "Someone followed a short link.",
  description: "Sent for every recorded click on a short link, scans of its QR code included (data.click.qr).",
  notSentWhen: "Not sent when the link is switched off, has expired or does not exist.",
  data: z.strictObject({
    click: Click.describe("The click."),
    link: LinkRef.describe("The link that was followed."),
  }),
  sample: { click: CLICK, link: LINK_REF },
});
