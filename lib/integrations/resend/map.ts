import { type Action, ignored } from "../actions";
import type { Receiving } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { isObject, objectOf, textIn } from "../provider-http";

type Json = Readonly<Record<string, unknown>>;
type EmailStatus = Extract<Action, { kind: "email" }>["status"];

export const read: Receiving["read"] = ({ header, body }) => {
  const payload = objectOf(body.toString());
  const deliveryId = header("svix-id") ?? header("webhook-id");
  const topic = textIn(payload["type"]);
  if (deliveryId === null || topic === null) throw new ProviderFailure("config", "unexpected_body");
  const at = Date.parse(textIn(payload["created_at"]) ?? "");
  return [{ deliveryId, topic, accountId: null, livemode: null, occurredAt: Number.isNaN(at) ? null : at, payload }];
};

const STATUS: Readonly<Record<string, EmailStatus>> = {
  "email.sent": "sent",
  "email.delivery_delayed": "delayed",
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.complained": "complained",
  "email.failed": "failed",
  "email.suppressed": "failed",
  "email.opened": "opened",
};

export const map: Receiving["map"] = async ({ topic, payload, occurredAt }, _connected, settings) => {
  const data = isObject(payload["data"]) ? payload["data"] : {};
  const bounce = isObject(data["bounce"]) ? data["bounce"] : {};
  // One bounce that passes says little of an address.
  const status = topic === "email.bounced" && bounce["type"] !== "Permanent" ? "soft_bounced" : STATUS[topic];
  const bounced = status === "bounced" || status === "soft_bounced";
  if (bounced && settings["onBounce"] === "ignore") return ignored("Bounces are ignored, as the settings say.");
  if (status === undefined) return ignored("This event is not used.");
  const to = [data["to"]].flat().filter((each) => typeof each === "string");
  return [
    {
      kind: "email",
      status,
      emailId: textIn(data["email_id"]),
      onBounce: settings["onBounce"] === "mark" ? "mark" : "stop",
      notificationId: tagOf(data["tags"], "notification_id"),
      addresses: to.map((each) => each.toLowerCase()),
      reason: reasonOf(data),
      occurredAt,
    },
  ];
};

/** Sent as a list of pairs, and given back as an object. */
const tagOf = (tags: unknown, name: string): string | null => (isObject(tags) ? textIn(tags[name]) : null);

function reasonOf(data: Json): string | null {
  const [bounce, failed, suppressed] = [data["bounce"], data["failed"], data["suppressed"]];
  if (isObject(bounce)) return textIn(bounce["message"]);
  if (isObject(failed)) return textIn(failed["reason"]);
  return isObject(suppressed) ? textIn(suppressed["message"]) : null;
}
