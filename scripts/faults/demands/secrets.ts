import { demand } from "../demand";

const SEALED = "lib/auth/sealed.test.ts";
const ENDPOINTS = "lib/services/endpoints/endpoints.int.test.ts";
const KEYS = "app/api/api-keys.int.test.ts";

export const SECRETS = [
  demand("K1", "Secrets are sealed with AES-256-GCM and bound to their place; bad keys stop the start", {
    [SEALED]: [
      "what was sealed opens at its place",
      "a text moved to another table, column, row or workspace does not open",
    ],
    "lib/env.test.ts": ["sealing key"],
  }),
  demand("K2", "No secret stands in the database or the logs in clear, and no altered seal opens", {
    [SEALED]: ["a flip of any one bit of nonce, ciphertext or tag is an error"],
    [ENDPOINTS]: ["neither secret nor header value stands in rows, audit or notice"],
    "e2e/faults/markers.test.ts": ["K2: "],
    "app/api/integrations/receipts.int.test.ts": ["nothing of a receipt stands in the database in clear"],
  }),
  demand("K3", "A sealing key is replaced while everything runs", {
    "lib/db/sealed/columns.test.ts": ["one that a change of keys goes through"],
    "lib/services/secrets/reseal.int.test.ts": ["after a new key was put first, nothing of the old one remains"],
    "e2e/faults/rotation.test.ts": ["a sealing key is added, put first"],
  }),
  demand("K4", "Signing secrets are shown once, rotate with an overlap, and both verify meanwhile", {
    "lib/webhooks/signing.test.ts": ["during a rotation a receiver with either secret verifies"],
    [ENDPOINTS]: [
      "the secret is shown once",
      "ten older secrets sign at most",
      "twenty parallel rotations leave one current secret",
    ],
    "e2e/faults/rotation.test.ts": ["during two rotations a receiver with the first secret verifies everything"],
    "app/api/link-webhooks.int.test.ts": ["revealing a secret"],
  }),
  demand("K5", "API keys are kept as digests, end within seconds and are never read from a query", {
    [KEYS]: ["works at once, is shown once, and stands nowhere in clear", "a revoked key is refused"],
    "lib/auth/api-keys.test.ts": ["at least 160 random bits and a checksum"],
    "lib/api/implement.int.test.ts": ["never from the query", "a revoked key stops working within 5 seconds"],
  }),
  demand("K6", "Signatures and tokens are compared in constant time; a lint rule says so", {
    "scripts/lint/config.test.ts": ["house/constant-time-compare is caught"],
  }),
  demand("K7", "Logs, errors, audit and the viewer mask secrets by name and by pattern", {
    "lib/webhooks/redaction.test.ts": ["redact", "request headers in the log"],
    "lib/observability/logger.test.ts": ["secrets are masked by name and by pattern"],
    "e2e/faults/markers.test.ts": ["K7: "],
    "app/api/administration.int.test.ts": ["keeps no secret of what was changed"],
  }),
];
