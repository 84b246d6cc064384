import type { Mutation } from "./mutation";

const unit = (file: string, title?: string): Mutation["tests"] => ({
  project: "unit",
  files: [`${file}.test.ts`],
  ...(title === undefined ? {} : { title }),
});
const int = (file: string, title: string): Mutation["tests"] => ({
  project: "int",
  files: [`${file}.int.test.ts`],
  title,
});

/** What keeps secrets unreadable at rest, out of logs, and signatures worth something. */
export const SECRETS: readonly Mutation[] = [
  {
    title: "K1: a sealed text opens in another row or workspace",
    file: "lib/auth/sealed.ts",
    find: "JSON.stringify([VERSION, kid, table, column, row, workspace])",
    replace: "JSON.stringify([VERSION, kid, table, column])",
    tests: unit("lib/auth/sealed"),
  },
  {
    title: "K1: a sealed text has more than one spelling",
    file: "lib/auth/sealed.ts",
    find: 'return bytes.toString("base64url") === part ? bytes : null;',
    replace: "return bytes;",
    tests: unit("lib/auth/sealed"),
  },
  {
    title: "K1: all texts are sealed with one nonce",
    file: "lib/auth/sealed.ts",
    find: "const nonce = randomBytes(NONCE_BYTES);",
    replace: "const nonce = Buffer.alloc(NONCE_BYTES);",
    tests: unit("lib/auth/sealed"),
  },
  {
    title: "K2: an answer that is kept for a repeat lies in clear",
    file: "lib/auth/idempotent-answers.ts",
    find: "response: sealer.seal(body, place) });",
    replace: "response: body });",
    tests: int("lib/api/implement", "is not readable in the database"),
  },
  {
    title: "K4: a delivery without a secret goes out unsigned",
    file: "lib/webhooks/signing.ts",
    find: 'if (secrets.length === 0) throw new Error("A delivery cannot be signed without a secret.");',
    replace: "",
    tests: unit("lib/webhooks/signing"),
  },
  {
    title: "K4: the older secret does not sign during a rotation",
    file: "lib/webhooks/signing.ts",
    find: "const signature = secrets.map(",
    replace: "const signature = secrets.slice(0, 1).map(",
    tests: unit("lib/webhooks/signing"),
  },
  {
    title: "K4: a secret whose time is over is still shown",
    file: "lib/services/endpoints/reveal-secret.ts",
    find: "if (!found || (found.expiresAt && found.expiresAt <= now))",
    replace: "if (!found)",
    tests: int("app/api/link-webhooks", "and to an ended secret"),
  },
  {
    title: "K5: an API key is stored as it is",
    file: "lib/auth/api-keys.ts",
    find: 'return createHash("sha256").update(key).digest("hex");',
    replace: "return key;",
    tests: int("app/api/api-keys", "stands nowhere in clear"),
  },
  {
    title: "K5: the token of a mailed link is stored as it is",
    file: "lib/auth/one-time-tokens.ts",
    find: 'createHash("sha256").update(token).digest("hex")',
    replace: "token",
    tests: int("app/api/sign-in/links", "lies nowhere in clear"),
  },
  {
    title: "K7: custom header values stand in the log of deliveries",
    file: "lib/webhooks/redaction.ts",
    find: "return OUR_REQUEST_HEADERS.has(name) ? value : maskSecret(value);",
    replace: "return value;",
    tests: unit("lib/webhooks/redaction"),
  },
  {
    title: "K7: what is named like a secret stands in the log",
    file: "lib/webhooks/redaction.ts",
    find: "isSecretName(key) ? maskValue(each) : redactValue(each, depth + 1, above)",
    replace: "redactValue(each, depth + 1, above)",
    tests: unit("lib/observability/logger"),
  },
  {
    title: "K7: what looks like a secret stands in messages",
    file: "lib/webhooks/redaction.ts",
    find: "return SECRET_TEXT.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);",
    replace: "return text;",
    tests: unit("lib/observability/logger"),
  },
  {
    title: "K7: a short secret is given away by its last characters",
    file: "lib/webhooks/redaction.ts",
    find: "(value.length < TAIL_FROM ? MASK : MASK + value.slice(-4))",
    replace: "MASK + value.slice(-4)",
    tests: unit("lib/webhooks/redaction"),
  },
  {
    title: "F19: production starts with a secret from the documentation",
    file: "lib/env.ts",
    find: "if (strict && looksMadeUp(value)) reader.wrong(name,",
    replace: "if (strict && looksMadeUp(value)) reader.has(name); else if (value.length < 32) reader.wrong(name,",
    tests: unit("lib/env"),
  },
  {
    title: "A14: a cell of an export is run as a formula",
    file: "lib/shared/csv.ts",
    find: "const text = FORMULA.test(cell) || /^[\\t\\r\\n]/.test(cell) ? `'${cell}` : cell;",
    replace: "const text = cell;",
    tests: unit("lib/shared/csv"),
  },
  {
    title: "rotation: a rotation is taken back twice at once",
    file: "lib/services/endpoints/cancel-rotation.ts",
    find: "    await lockWorkspace(tx.sql, ctx.workspace.id);\n",
    replace: "",
    tests: int("lib/services/endpoints/endpoints", "of twenty that take the same rotation back"),
  },
  {
    title: "rotation: a secret that has ended signs again",
    file: "lib/services/endpoints/cancel-rotation.ts",
    find: " && expiresAt > now",
    replace: "",
    tests: int("lib/services/endpoints/endpoints", "once the old secret has ended"),
  },
  {
    title: "the signature checker takes any time",
    file: "lib/shared/verification/check-signature.ts",
    find: "age > TOLERANCE_MS",
    replace: "age > 100 * TOLERANCE_MS",
    tests: unit("lib/shared/verification/check-signature", "outside five minutes"),
  },
];
