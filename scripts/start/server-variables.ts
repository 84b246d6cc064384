// What `lib/env.ts` reads. `.env.example` explains each.
const NAMES = [
  "APP_URL",
  "DATABASE_URL",
  "AUTH_SECRET",
  "SECRETS_KEY",
  "PORT",
  "EGRESS_ALLOW",
  "SOURCE_ADDRESSES",
  "TRUSTED_PROXIES",
  "METRICS_TOKEN",
  "DEMO",
  "RETRY_SCALE",
  "LOG_LEVEL",
  "SMTP_URL",
  "RESEND_API_KEY",
  "MAIL_FROM",
  "GITHUB_ID",
  "GITHUB_SECRET",
  "GOOGLE_ID",
  "GOOGLE_SECRET",
  // The machine's own, without which Node, TLS or a program beside us would behave differently than elsewhere.
  "PATH",
  "HOME",
  "TZ",
  "NODE_EXTRA_CA_CERTS",
  "SSL_CERT_FILE",
];
const PATTERNS = [/^INNGEST_/, /^[A-Z0-9_]+_(?:CLIENT_ID|CLIENT_SECRET|WEBHOOK_SECRET|SIGNING_SECRET|BASE_URL)$/];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The part of an environment that the server reads. The engine gets no more than this: the Inngest SDK copies
 * `process.env` on every call, and a shell's worth of variables costs it a fifth of its CPU.
 */
export function serverVariables(environment: Environment): Record<string, string> {
  const wanted = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      entry[1] !== "" &&
      (NAMES.includes(entry[0]) || PATTERNS.some((pattern) => pattern.test(entry[0]))),
  );
  return Object.fromEntries(wanted);
}
