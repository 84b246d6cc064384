import {
  Ban,
  Check,
  CircleCheck,
  CircleDashed,
  CircleMinus,
  CirclePause,
  Clock,
  CopyCheck,
  Inbox,
  Lock,
  type LucideIcon,
  MailX,
  OctagonX,
  PowerOff,
  RotateCw,
  Send,
  ShieldX,
  TriangleAlert,
  Unplug,
} from "lucide-react";

import { defineMessages } from "@/lib/shared/messages";

import type { Tone } from "./tone";

export interface Status {
  icon: LucideIcon;
  tone: Tone;
  label: keyof typeof statusMessages;
}

export const statusMessages = defineMessages({
  active: "Active",
  paused: "Paused",
  error: "Error",
  disconnected: "Disconnected",
  connecting: "Connecting",
  enabled: "Enabled",
  turnedOff: "Turned off",
  blocked: "Blocked by plan",
  healthy: "Healthy",
  degraded: "Degraded",
  failing: "Failing",
  unknown: "Not enough data",
  queued: "Queued",
  retrying: "Retrying",
  delivered: "Delivered",
  failed: "Failed",
  held: "Held",
  skipped: "Skipped",
  canceled: "Canceled",
  processed: "Processed",
  ignored: "Ignored",
  duplicate: "Duplicate",
  rejected: "Rejected",
  sent: "Sent",
  delayed: "Delayed",
  softBounced: "Bounced for now",
  bounced: "Bounced",
  complained: "Marked as spam",
  suppressed: "Suppressed",
  preparing: "Preparing",
  running: "Running",
  done: "Done",
  doneWithFailures: "Done with failures",
});

const status = (label: Status["label"], icon: LucideIcon, tone: Tone): Status => ({ icon, tone, label });

/** Shapes differ, so that a state is known without its colour. Keys are the states of the API. */
export const STATUS = {
  integration: {
    active: status("active", CircleCheck, "success"),
    paused: status("paused", CirclePause, "neutral"),
    error: status("error", TriangleAlert, "danger"),
    disconnected: status("disconnected", Unplug, "neutral"),
    connecting: status("connecting", CircleDashed, "info"),
  },
  endpoint: {
    enabled: status("enabled", CircleCheck, "success"),
    paused: status("paused", CirclePause, "neutral"),
    disabled: status("turnedOff", PowerOff, "danger"),
    blocked: status("blocked", Lock, "neutral"),
  },
  health: {
    healthy: status("healthy", CircleCheck, "success"),
    degraded: status("degraded", TriangleAlert, "warning"),
    failing: status("failing", OctagonX, "danger"),
    unknown: status("unknown", CircleDashed, "neutral"),
  },
  delivery: {
    pending: status("queued", Clock, "info"),
    retrying: status("retrying", RotateCw, "warning"),
    delivered: status("delivered", Check, "success"),
    failed: status("failed", OctagonX, "danger"),
    held: status("held", Inbox, "neutral"),
    skipped: status("skipped", CircleMinus, "neutral"),
    canceled: status("canceled", Ban, "neutral"),
  },
  inbound: {
    received: status("queued", Clock, "info"),
    processed: status("processed", Check, "success"),
    ignored: status("ignored", CircleMinus, "neutral"),
    duplicate: status("duplicate", CopyCheck, "neutral"),
    rejected: status("rejected", ShieldX, "danger"),
    failed: status("failed", OctagonX, "danger"),
    held: status("held", CirclePause, "neutral"),
  },
  email: {
    queued: status("queued", Clock, "info"),
    sent: status("sent", Send, "neutral"),
    delayed: status("delayed", Clock, "warning"),
    soft_bounced: status("softBounced", MailX, "warning"),
    delivered: status("delivered", Check, "success"),
    bounced: status("bounced", MailX, "danger"),
    complained: status("complained", ShieldX, "danger"),
    suppressed: status("suppressed", Ban, "warning"),
    failed: status("failed", OctagonX, "danger"),
  },
  replay: {
    preparing: status("preparing", CircleDashed, "info"),
    running: status("running", RotateCw, "info"),
    paused: status("paused", CirclePause, "neutral"),
    done: status("done", CircleCheck, "success"),
    doneWithFailures: status("doneWithFailures", TriangleAlert, "warning"),
    canceled: status("canceled", Ban, "neutral"),
  },
} as const satisfies Record<string, Record<string, Status>>;

export type StatusOf = keyof typeof STATUS;
export type StateOf<O extends StatusOf> = keyof (typeof STATUS)[O] & string;
