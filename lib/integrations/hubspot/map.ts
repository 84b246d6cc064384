import { createHash } from "node:crypto";

import { type Action, clickIdIn, ignored, type Person } from "../actions";
import type { Connected, Inbound, Receiving } from "../adapter";
import { decimalToMinor } from "../money";
import { ProviderFailure } from "../provider-failure";
import { isObject, textIn } from "../provider-http";
import { account, CLICK_PROPERTY, type CrmObject, readObject } from "./api";

type Json = Readonly<Record<string, unknown>>;

const CONTACT = "0-1";
const DEAL = "0-3";
/** HubSpot does not promise that its event ids are unique: the notice is known by all that it says. */
const IDENTITY = [
  "portalId",
  "subscriptionId",
  "subscriptionType",
  "objectId",
  "propertyName",
  "propertyValue",
  "occurredAt",
  "eventId",
];

/** Up to a hundred at a time, perhaps of several accounts. What cannot be read does not keep the others out. */
export const read: Receiving["read"] = ({ body }) => {
  const list = listOf(body.toString());
  if (list === null) throw new ProviderFailure("config", "unexpected_body");
  return list.flatMap((event) => {
    const type = textIn(event["subscriptionType"]) ?? textIn(event["eventType"]);
    if (type === null || typeof event["portalId"] !== "number") return [];
    const identity = IDENTITY.map((name) => JSON.stringify(event[name] ?? null)).join("|");
    return [
      {
        deliveryId: createHash("sha256").update(identity).digest("hex"),
        topic: topicOf(type, event),
        accountId: String(event["portalId"]),
        livemode: null,
        occurredAt: typeof event["occurredAt"] === "number" ? event["occurredAt"] : null,
        payload: event,
      },
    ];
  });
};

function listOf(text: string): Json[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as unknown[]).filter(isObject) : null;
  } catch {
    return null;
  }
}

/** Both forms of subscription: `object.creation` with the kind beside it, and the older `contact.creation`. */
function topicOf(type: string, event: Json): string {
  const kind = event["objectTypeId"] === DEAL ? "deal" : event["objectTypeId"] === CONTACT ? "contact" : "object";
  return type.replace(/^object\./, `${kind}.`);
}

export const map: Receiving["map"] = async (inbound, connected, settings) => {
  const id = idText(inbound.payload["objectId"]);
  const property = inbound.payload["propertyName"];
  switch (inbound.topic) {
    case "contact.creation":
      return (settings["leadOn"] ?? "contact_created") === "contact_created"
        ? leadOfContact(connected, inbound, id)
        : ignored("Leads are not new contacts.");
    case "contact.propertyChange":
      return contactChanged(connected, inbound, id, settings);
    case "deal.creation":
      return settings["leadOn"] === "deal_created"
        ? leadOfDeal(connected, inbound, id)
        : ignored("Leads are not deals.");
    case "deal.propertyChange":
      // An amount may come after the stage.
      return property === "dealstage" || property === amountProperty(settings)
        ? saleOfDeal(connected, inbound, id, settings)
        : ignored("This property is not used.");
    case "contact.merge":
      return merged(inbound);
    case "contact.privacyDeletion":
    case "contact.deletion":
      return [{ kind: "erase", person: { externalId: id, email: null, name: null } }];
    default:
      return ignored("This event is not used.");
  }
};

/** Ids are numbers in notices and texts everywhere else. */
const idText = (value: unknown): string =>
  typeof value === "number" || typeof value === "string" ? String(value) : "";

const PERSON = ["email", "firstname", "lastname", "lifecyclestage", CLICK_PROPERTY];

const personOf = ({ id, properties }: CrmObject): Person => ({
  externalId: id,
  email: properties["email"] ?? null,
  name: [properties["firstname"], properties["lastname"]].filter(Boolean).join(" ") || null,
});

const leadKey = ({ credential }: Connected, contact: string): string =>
  `hubspot:${credential.accountId}:lead:${contact}`;

async function leadOfContact(connected: Connected, { occurredAt }: Inbound, id: string): Promise<Action[]> {
  const contact = await readObject(connected, "contacts", id, PERSON);
  return contact === null ? ignored("The contact is gone.") : lead(connected, contact, occurredAt);
}

function lead(connected: Connected, contact: CrmObject, occurredAt: number | null): Action[] {
  const clickId = clickIdIn(contact.properties[CLICK_PROPERTY]);
  if (clickId === null) return ignored("The contact carries no click ID.");
  return [
    {
      kind: "lead",
      key: leadKey(connected, contact.id),
      eventName: "contact",
      person: personOf(contact),
      clickId,
      occurredAt,
    },
  ];
}

async function contactChanged(connected: Connected, inbound: Inbound, id: string, settings: Json): Promise<Action[]> {
  const contact = await readObject(connected, "contacts", id, PERSON);
  if (contact === null) return ignored("The contact is gone.");
  const change: Action = { kind: "customer", person: personOf(contact), occurredAt: inbound.occurredAt };
  if (settings["leadOn"] !== "contact_stage" || inbound.payload["propertyName"] !== "lifecyclestage") return [change];
  const stage = contact.properties["lifecyclestage"];
  if (stage === null || stage === undefined || !chosen(settings["leadStage"]).includes(stage)) return [change];
  return [...lead(connected, contact, inbound.occurredAt), change];
}

async function leadOfDeal(connected: Connected, { occurredAt }: Inbound, id: string): Promise<Action[]> {
  const deal = await readObject(connected, "deals", id, ["dealname"]);
  if (deal === null) return ignored("The deal is gone.");
  const { contact } = await buyerOf(connected, deal);
  return contact === null
    ? ignored("No contact of the deal carries a click ID.")
    : lead(connected, contact, occurredAt);
}

/** The first contact of a deal that carries a click id; without one, the first at all. */
async function buyerOf(
  connected: Connected,
  deal: CrmObject,
): Promise<{ contact: CrmObject | null; first: CrmObject | null }> {
  let first: CrmObject | null = null;
  for (const id of deal.contacts) {
    const contact = await readObject(connected, "contacts", id, PERSON);
    first ??= contact;
    if (contact && clickIdIn(contact.properties[CLICK_PROPERTY]) !== null) return { contact, first };
  }
  return { contact: null, first };
}

const chosen = (value: unknown): string[] => [value].flat().filter((each) => typeof each === "string");
const amountProperty = (settings: Json): string => chosen(settings["amountFrom"])[0] ?? "amount";
const wonStages = (settings: Json): string[] =>
  settings["wonStages"] === undefined ? ["closedwon"] : chosen(settings["wonStages"]);

async function saleOfDeal(
  connected: Connected,
  { occurredAt }: Inbound,
  id: string,
  settings: Json,
): Promise<Action[]> {
  const amountFrom = amountProperty(settings);
  const deal = await readObject(connected, "deals", id, [
    "dealname",
    amountFrom,
    "dealstage",
    "deal_currency_code",
    "pipeline",
  ]);
  if (deal === null) return ignored("The deal is gone.");
  if (!wonStages(settings).includes(deal.properties["dealstage"] ?? ""))
    return ignored("The deal is not in a won stage.");
  const amount = deal.properties[amountFrom] ?? null;
  if (amount === null) return ignored("The deal has no amount.");
  const currency = (deal.properties["deal_currency_code"] ?? (await account(connected)).currency).toUpperCase();
  const minor = decimalToMinor(amount, currency);
  if (minor <= 0n) return ignored("The deal has no amount.");
  const { contact, first } = await buyerOf(connected, deal);
  const buyer = contact ?? first;
  return [
    {
      kind: "sale",
      key: `hubspot:${connected.credential.accountId}:sale:${deal.id}`,
      eventName: "deal_won",
      person: buyer === null ? { externalId: null, email: null, name: null } : personOf(buyer),
      clickId: clickIdIn(contact?.properties[CLICK_PROPERTY]),
      amount: minor,
      currency,
      recurring: false,
      occurredAt,
    },
  ];
}

function merged({ payload }: Inbound): Action[] {
  const into = payload["newObjectId"] ?? payload["primaryObjectId"];
  const from = Array.isArray(payload["mergedObjectIds"]) ? (payload["mergedObjectIds"] as unknown[]) : [];
  const pairs = from
    .filter((each) => each !== into)
    .map((each): Action => ({ kind: "merge", from: idText(each), into: idText(into) }));
  return pairs.length > 0 && into !== undefined ? pairs : ignored("Nothing was merged.");
}
