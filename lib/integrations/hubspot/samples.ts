import type { Testing } from "../adapter";

/** What changed is named, and read at HubSpot: put the id of a record of yours in. */
export const testing: Testing = {
  samples: (portal) => [
    { topic: "contact.creation", body: [notice(portal, { objectTypeId: "0-1", ...created })] },
    { topic: "deal.creation", body: [notice(portal, { objectTypeId: "0-3", ...created })] },
    { topic: "deal.propertyChange", body: [notice(portal, { objectTypeId: "0-3", ...moved })] },
  ],
};

const created = { subscriptionType: "object.creation", changeFlag: "NEW" };
const moved = { subscriptionType: "object.propertyChange", propertyName: "dealstage", propertyValue: "closedwon" };

const notice = (portal: string, more: object): object => ({
  eventId: 1,
  subscriptionId: 1,
  portalId: Number(portal),
  occurredAt: 1_796_000_000_000,
  objectId: 123,
  ...more,
});
