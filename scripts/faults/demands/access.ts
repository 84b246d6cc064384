import { demand } from "../demand";

const EDGE = "lib/api/implement.int.test.ts";
const ACCOUNT = "app/api/account/account.int.test.ts";
const CONNECT = "app/api/integrations/connect.int.test.ts";
const MATRIX = "app/api/authorisation.int.test.ts";
const PROXY = "proxy.test.ts";

export const ACCESS = [
  demand("A1", "Every operation judges its caller itself; no layer in front is trusted", {
    [MATRIX]: ["lets in whom its contract names, and tells nobody else whether an id is there"],
    [EDGE]: ["a forged or expired cookie is 401"],
    [PROXY]: ["it runs for pages and never for the API"],
  }),
  demand("A2", "A cookie changes something for our own pages alone", {
    "lib/auth/sign-in.test.ts": ["signs nobody in or out"],
    [EDGE]: ["a cookie changes something only for our own pages", "application/x-www-form-urlencoded is 415"],
  }),
  demand("A3", "Sessions change their id at sign-in and end on the server", {
    [ACCOUNT]: ["signing in makes a new session id", "a new password ends every session"],
    "lib/auth/session-cookie.test.ts": ["over TLS the cookie is for this host alone", "is nobody's session"],
    [EDGE]: ["an ended session and a removed member are refused with the next request"],
  }),
  demand("A4", "Guessing is slowed, locks nobody out, and learns nothing", {
    "lib/auth/throttle.int.test.ts": [
      "of 30 parallel tries",
      "nobody is locked out",
      "one address tries a hundred accounts an hour",
    ],
    "lib/auth/password-sign-in.int.test.ts": ["whoever guessed ten times waits", "is answered and counted like one"],
    "lib/auth/passwords.test.ts": ["an unknown account does the same work as a known one"],
  }),
  demand("A5", "The way to a provider and back works once, for one person, session and workspace", {
    [CONNECT]: [
      "a state works once, for the person, session and provider it was made for",
      "whoever lost the right to connect meanwhile connects nothing",
      "nothing of the query decides where a person ends up",
    ],
  }),
  demand("A6", "Fifty users of an ended token cause one refresh", {
    [CONNECT]: [
      "fifty who need a token",
      "of twenty processes that would renew one token one may",
      "a dead grant is an error that is told once",
    ],
  }),
  demand("A7", "Every operation and actor: foreign, missing and impossible ids are one answer", {
    [MATRIX]: [
      "lets in whom its contract names",
      "answers foreign, deleted, misplaced and impossible ids as missing ones",
    ],
  }),
  demand("A8", "Every query is scoped to its workspace, and inputs are plain values before they reach it", {
    "lib/db/tenant.int.test.ts": [
      "every model with a workspace is scoped",
      "of another workspace",
      "what cannot be scoped is refused",
    ],
  }),
  demand("A9", "Roles hold, and one owner is always left", {
    "lib/auth/role-permissions.test.ts": ["each role has all that the role below it has"],
    "app/api/people.int.test.ts": ["one owner is always left, also when two step down at once"],
  }),
  demand("A10", "The engine's endpoint runs signed calls, which can at most wake what is due", {
    "inngest/embedded/start.test.ts": ["the endpoint beside the embedded engine"],
    "lib/env.test.ts": ["Inngest in dev mode"],
    "lib/db/engine/claims.int.test.ts": ["what is not due yet is not claimed"],
  }),
  demand("A11", "Limits are exact under parallel calls", {
    [EDGE]: ["of 50 parallel calls never more pass than the budget has"],
    "app/api/limits.int.test.ts": [
      "the keys of a workspace share one budget",
      "whoever is not known is counted by address",
    ],
    "lib/services/endpoints/test.int.test.ts": ["ten times a minute"],
  }),
  demand("A12", "Pages and answers carry their protective headers", {
    "next.config.test.ts": ["each page says what a browser may not do with it"],
    [PROXY]: ["each page has a policy with a nonce of its own", "nothing but our own scripts with the nonce runs"],
    [EDGE]: ["good and bad answers carry the same protection"],
  }),
  demand("A13", "What comes from outside is text, however it is written and however deep", {
    "components/ui/figures.test.tsx": ["whatever a body contains is text", "a body of ten thousand levels is drawn"],
    "scripts/lint/config.test.ts": ["house/no-raw-html is caught"],
  }),
  demand("A14", "A log entry is one line, a cell of an export no formula", {
    "lib/observability/logger.test.ts": ["an entry is one line of JSON", "line separators never reach the log raw"],
    "lib/shared/csv.test.ts": [
      "what a spreadsheet would run as a formula stays text",
      "quotes, commas and line breaks",
    ],
  }),
  demand("A15", "Odd input is answered as documented and changes nothing", {
    "app/api/fuzz-1.int.test.ts": ["answers whatever is sent as documented"],
    "app/api/fuzz-2.int.test.ts": ["answers whatever is sent as documented"],
    [EDGE]: ["the body", "object 404 comes before the body"],
  }),
  demand("A16", "Providers' signatures are checked over raw bytes, in their window", {
    "lib/integrations/signatures.test.ts": ["is judged as published"],
    [CONNECT]: ["a receiver refuses what is not signed just now"],
  }),
  demand("A17", "Twenty copies of one notice are twenty times 200 and one effect; what was answered survives a kill", {
    "app/api/integrations/receipts.int.test.ts": ["twenty copies at once", "processing again what was processed"],
    "e2e/faults/receipts.test.ts": ["every request that was answered is processed once"],
  }),
  demand("A18", "A provider's body is counted as it comes, and its address cannot be guessed", {
    "lib/shared/ids.test.ts": ["given away by none of its neighbours"],
    [CONNECT]: ["a receiver refuses what is not signed just now"],
  }),
];
