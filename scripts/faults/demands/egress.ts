import { demand } from "../demand";

const GUARD = "lib/egress/egress-guard.test.ts";
const HOSTILE = "lib/egress/egress-hostile.test.ts";

export const EGRESS = [
  demand("S1", "One guarded client makes every outbound request; a lint rule forbids the others", {
    "scripts/lint/config.test.ts": ["house/egress-only is caught"],
  }),
  demand("S2", "Literals, look-ups and the connected address are each judged", {
    [GUARD]: ["0 packets reach a blocked address"],
  }),
  demand("S3", "Every rule for URLs, headers and addresses has cases of its own", {
    "lib/egress/url.test.ts": ["accepted", "refused"],
    "lib/egress/headers.test.ts": ["an endpoint's own headers"],
    "lib/egress/address.test.ts": ["without exceptions"],
  }),
  demand("S4", "No packet reaches a blocked address, also while DNS answers change", {
    [GUARD]: ["when a public name resolves to", "as DNS answers change under a name that was good before"],
  }),
  demand("S5", "Exceptions are the operator's, empty at first, never everything, and said at the start", {
    "lib/egress/allow.test.ts": ["EGRESS_ALLOW"],
    "instrumentation-node.int.test.ts": ["which places the operator has opened"],
    [GUARD]: ["EGRESS_ALLOW", "our own places stay closed although loopback is allowed"],
  }),
  demand("S6", "A blocked attempt says no address and is tried three times at most", {
    "lib/webhooks/schedule.test.ts": ["a refused address is tried three times at most"],
    "lib/egress/egress-probe.test.ts": [
      "a private address is refused before a packet leaves, and nothing is said about it",
    ],
  }),
  demand("S7", "Proxy variables are ignored", { [GUARD]: ["its proxies are not used"] }),
  demand("S8", "Every hostile receiver ends within its limits, memory included", {
    [HOSTILE]: [
      "a receiver that breaks the protocol or the connection is told apart",
      "a receiver that sends more than anyone wants counts as answered",
    ],
  }),
  demand("S9", "Certificates are checked, whatever the environment says", {
    [GUARD]: ["it cannot turn certificate checks off"],
  }),
  demand("S10", "A return path is a page of ours", {
    "lib/shared/return-to.test.ts": ["nobody is sent elsewhere by", "signing in does not end at"],
  }),
  demand("S11", "A provider's host from a person is matched in full", {
    "app/api/integrations/connect.int.test.ts": ["a shop must be one of Shopify's, whatever is typed"],
  }),
  demand("S12", "A bad header in the database fails its endpoint alone", {
    "e2e/faults/isolation.test.ts": ["S12: "],
    "lib/egress/egress.test.ts": ["100 of them fail alone: 1,000 good requests to the same host are answered in time"],
  }),
];
