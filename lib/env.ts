import { z } from "zod";

import { parseEgressAllow, type EgressAllow } from "@/lib/egress/allow";

/** One key that seals secrets; the first of the list seals, all open. */
export interface SealingKey {
  kid: string;
  /** 32 bytes. */
  key: Buffer;
}

export type InngestSettings =
  | { mode: "embedded" }
  | {
      mode: "remote";
      eventKey: string;
      signingKey: string;
      baseUrl?: string;
      /** Where Inngest reaches this process, when that is not the public address. */
      serveOrigin?: string;
    };

/** Where mail goes. Without a way it waits in the outbox that Settings → E-mails shows. */
export type MailSettings =
  | { via: "outbox" }
  | { via: "smtp"; url: string; from: string }
  | { via: "resend"; apiKey: string; from: string };

/** A provider's app on this server. What is absent is not set up. `baseUrl` points at a stand-in. */
export interface ProviderSettings {
  clientId?: string;
  clientSecret?: string;
  webhookSecret?: string;
  signingSecret?: string;
  baseUrl?: string;
}

export interface SignInApp {
  id: string;
  secret: string;
  /** Points at a stand-in. */
  baseUrl?: string;
}

/** The environment, checked. Everything here is known good; what is `undefined` is switched off. */
export interface Env {
  production: boolean;
  /** The public origin, without a trailing slash. */
  appUrl: string;
  /** `appUrl` is this machine: plain HTTP is allowed, cookies have no prefix. */
  loopback: boolean;
  port: number;
  /** Undefined only outside production: there the embedded database is started by whoever needs one. */
  databaseUrl: string | undefined;
  authSecret: string;
  sealingKeys: readonly [SealingKey, ...SealingKey[]];
  inngest: InngestSettings;
  egressAllow: EgressAllow;
  /** The public addresses and CIDRs that deliveries come from, for the firewalls of receivers. Empty: nobody said. */
  sourceAddresses: readonly string[];
  /** How many proxies stand in front: decides which address of X-Forwarded-For counts. */
  trustedProxies: number;
  metricsToken: string | undefined;
  demo: boolean;
  role: "web" | "engine" | "all";
  /** Factor on every wait of the retry schedule; other than 1 only on loopback. */
  retryScale: number;
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  mail: MailSettings;
  signIn: { github: SignInApp | undefined; google: SignInApp | undefined };
  /**
   * The settings of the provider whose variables start with this prefix (`STRIPE`, `STRIPE_TEST`).
   * @throws EnvError for a base URL on a production server that is not the demo.
   */
  provider(prefix: string): ProviderSettings;
}

/** One sentence for each wrong variable. Never holds a value. */
export class EnvError extends Error {
  override readonly name = "EnvError";
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
  }
}

type Raw = Readonly<Record<string, string | undefined>>;

// Outside production on this machine nobody has to make up secrets first. The words in them are refused in production.
const DEVELOPMENT_SECRET = "development-only-auth-secret-of-this-checkout";
const DEVELOPMENT_KEY = `dev:${Buffer.from("development-only-key-32-bytes!!!").toString("base64")}`;

/** Words of secrets that were copied from documentation or typed to get past a check. */
const EXAMPLE =
  /example|change|replace|placeholder|secret|password|development|insecure|dummy|your[-_ ]|test|1234567|abcdef|qwert/i;

const text = z.string().trim().min(1);
const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().int().min(min).max(max));

/**
 * Reads and checks a whole environment; touches nothing else.
 * @throws EnvError naming every wrong variable at once.
 */
export function validateEnv(raw: Raw): Env {
  const reader = new Reader(raw);
  const production = raw["NODE_ENV"] === "production";
  // While Next builds it runs the modules of routes in production mode, long before there is anything to keep secret.
  const serving = production && raw["NEXT_PHASE"] !== "phase-production-build";

  const port = reader.read("PORT", integer(1, 65_535), "a port from 1 to 65535") ?? 3000;
  const appUrl = reader.read(
    "APP_URL",
    origin,
    "an origin such as https://app.example.com, without a path; HTTPS unless it is this machine",
  );
  if (appUrl === undefined && serving) reader.missing("APP_URL", "the public origin, such as https://app.example.com");
  const loopback = isLoopback(new URL(appUrl ?? "http://localhost"));
  const lenient = !serving && loopback;

  const databaseUrl = reader.read(
    "DATABASE_URL",
    postgresUrl,
    "an address that starts with postgres:// or postgresql://",
  );
  if (databaseUrl === undefined && serving) reader.missing("DATABASE_URL", "the address of a PostgreSQL database");

  const authSecret = readAuthSecret(reader, lenient, serving);
  const sealingKeys = readSealingKeys(reader, lenient, serving);

  if (serving && raw["INNGEST_DEV"])
    reader.wrong("INNGEST_DEV", "must not be set in production: unsigned calls would run");
  const inngest = readInngest(reader);

  const demo = reader.read("DEMO", flag, "0 or 1") ?? false;
  if (demo && !loopback) reader.wrong("DEMO", "is refused with a public APP_URL");
  const retryScale = reader.read("RETRY_SCALE", factor, "a number from 0.0001 to 1") ?? 1;
  if (retryScale !== 1 && !loopback)
    reader.wrong("RETRY_SCALE", "is refused with a public APP_URL: it would hammer receivers");

  const env: Env = {
    production,
    appUrl: appUrl ?? `http://localhost:${port}`,
    loopback,
    port,
    databaseUrl,
    authSecret,
    sealingKeys,
    inngest,
    egressAllow: readEgressAllow(reader),
    sourceAddresses:
      reader.read("SOURCE_ADDRESSES", addressList, "a comma list of at most 50 addresses and CIDRs, none of them /0") ??
      [],
    trustedProxies: reader.read("TRUSTED_PROXIES", integer(0, 10), "the number of proxies in front, from 0 to 10") ?? 0,
    metricsToken: reader.read("METRICS_TOKEN", text.min(16), "at least 16 characters"),
    demo,
    role: reader.read("ROLE", z.enum(["web", "engine", "all"]), "web, engine or all") ?? "all",
    retryScale,
    logLevel:
      reader.read(
        "LOG_LEVEL",
        z.enum(["debug", "info", "warn", "error", "silent"]),
        "debug, info, warn, error or silent",
      ) ?? "info",
    mail: readMail(reader),
    signIn: {
      github: readSignIn(reader, "GITHUB", !serving || demo),
      google: readSignIn(reader, "GOOGLE", !serving || demo),
    },
    provider: (prefix) => readProvider(raw, prefix, !serving || demo),
  };
  reader.finish();
  return Object.freeze(env);
}

/** Collects what is wrong instead of stopping at the first, so that one start shows all there is to repair. */
class Reader {
  readonly #problems: string[] = [];
  constructor(private readonly raw: Raw) {}

  /** The value, or undefined when it is absent, empty or wrong (then it is noted). */
  read<T>(name: string, schema: z.ZodType<T>, wanted: string): T | undefined {
    const value = this.raw[name]?.trim();
    if (!value) return undefined;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    this.wrong(name, `must be ${wanted}`);
    return undefined;
  }

  has(name: string): boolean {
    return Boolean(this.raw[name]?.trim());
  }

  missing(name: string, what: string): void {
    if (!this.has(name)) this.wrong(name, `is missing: ${what}`);
  }

  wrong(name: string, why: string): void {
    this.#problems.push(`${name} ${why}.`);
  }

  finish(): void {
    if (this.#problems.length > 0) throw new EnvError(this.#problems);
  }
}

const origin = z
  .string()
  .refine((value) => URL.canParse(value))
  .transform((value) => new URL(value))
  .refine((url) => ["", "/"].includes(url.pathname) && !url.search && !url.hash && !url.username && !url.password)
  .refine((url) => url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url)))
  .transform((url) => url.origin);

const httpUrl = z.string().refine((value) => /^https?:\/\//.test(value) && URL.canParse(value));
const postgresUrl = z.string().refine((value) => /^postgres(?:ql)?:\/\//.test(value) && URL.canParse(value));
const smtpUrl = z.string().refine((value) => /^smtps?:\/\//.test(value) && URL.canParse(value));
const factor = z
  .string()
  .regex(/^\d*\.?\d+$/)
  .transform(Number)
  .pipe(z.number().min(0.0001).max(1));

/** People copy these into firewalls: one that stands for every address would open them. */
const address = z
  .union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])
  .refine((value) => !value.endsWith("/0"))
  .transform((value) => value.toLowerCase());
const addressList = z
  .string()
  .transform((list) => list.split(",").map((entry) => entry.trim()))
  .pipe(z.array(address).max(50))
  .transform((list) => [...new Set(list)]);

function isLoopback(url: URL): boolean {
  return url.hostname === "localhost" || url.hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);
}

function readAuthSecret(reader: Reader, lenient: boolean, strict: boolean): string {
  const name = "AUTH_SECRET";
  const value = reader.read(name, text.min(32), "at least 32 characters; make one with: openssl rand -base64 32");
  if (value === undefined) {
    if (!lenient) reader.missing(name, "make one with: openssl rand -base64 32");
    return DEVELOPMENT_SECRET;
  }
  if (strict && looksMadeUp(value)) reader.wrong(name, "looks like an example; make one with: openssl rand -base64 32");
  return value;
}

function readSealingKeys(reader: Reader, lenient: boolean, strict: boolean): Env["sealingKeys"] {
  const name = "SECRETS_KEY";
  const fallback = sealingKeyList.parse(DEVELOPMENT_KEY);
  const keys = reader.read(
    name,
    sealingKeyList,
    "a comma list of kid:base64, each 32 bytes, every kid and key once; make one with: echo k1:$(openssl rand -base64 32)",
  );
  if (!keys) {
    if (!lenient) reader.missing(name, "make one with: echo k1:$(openssl rand -base64 32)");
    return fallback;
  }
  if (strict && keys.some(({ key }) => looksMadeUp(key.toString("latin1")) || looksMadeUp(key.toString("base64")))) {
    reader.wrong(name, "holds a key that looks like an example; make one with: openssl rand -base64 32");
  }
  return keys;
}

const sealingKeyList = z.string().transform((list, issues): Env["sealingKeys"] => {
  const keys = list.split(",").map((entry) => {
    const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(entry.trim());
    return match ? { kid: match[1]!, key: Buffer.from(match[2]!, "base64") } : null;
  });
  const good = keys.filter((key) => key !== null);
  const [first, ...others] = good;
  const unique =
    new Set(good.map(({ kid }) => kid)).size === good.length &&
    new Set(good.map(({ key }) => key.toString("hex"))).size === good.length;
  if (good.length === keys.length && unique && first) return [first, ...others];
  issues.addIssue({ code: "custom", message: "not a key list" });
  return z.NEVER;
});

/** Few different characters, or the words people write into examples. */
function looksMadeUp(value: string): boolean {
  return new Set(value).size < 10 || EXAMPLE.test(value);
}

function readInngest(reader: Reader): InngestSettings {
  const eventKey = reader.read("INNGEST_EVENT_KEY", text, "a key");
  const signingKey = reader.read("INNGEST_SIGNING_KEY", text, "a key");
  const baseUrl = reader.read("INNGEST_BASE_URL", httpUrl, "an http or https address");
  const serveOrigin = reader.read("INNGEST_SERVE_ORIGIN", httpUrl, "an http or https address");
  if (!reader.has("INNGEST_EVENT_KEY") && !reader.has("INNGEST_SIGNING_KEY") && !reader.has("INNGEST_BASE_URL"))
    return { mode: "embedded" };
  reader.missing(
    "INNGEST_EVENT_KEY",
    "a remote Inngest needs both keys; set none of the INNGEST_ variables to use the embedded engine",
  );
  reader.missing(
    "INNGEST_SIGNING_KEY",
    "a remote Inngest needs both keys; set none of the INNGEST_ variables to use the embedded engine",
  );
  return {
    mode: "remote",
    eventKey: eventKey ?? "",
    signingKey: signingKey ?? "",
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(serveOrigin === undefined ? {} : { serveOrigin }),
  };
}

function readEgressAllow(reader: Reader): EgressAllow {
  const list = reader.read("EGRESS_ALLOW", text, "a list") ?? "";
  try {
    return parseEgressAllow(list);
  } catch (error) {
    // The parser names the entry: it is an address of the operator's network and no secret.
    reader.wrong(
      "EGRESS_ALLOW",
      `is not valid: ${error instanceof Error ? error.message.replace(/\.$/, "") : "unreadable"}`,
    );
    return parseEgressAllow("");
  }
}

function readMail(reader: Reader): MailSettings {
  const url = reader.read("SMTP_URL", smtpUrl, "an address that starts with smtp:// or smtps://");
  const apiKey = reader.read("RESEND_API_KEY", text, "a key");
  const from = reader.read("MAIL_FROM", text, "the sender of our mail");
  if (reader.has("SMTP_URL") && reader.has("RESEND_API_KEY"))
    reader.wrong("SMTP_URL", "and RESEND_API_KEY exclude each other");
  if (reader.has("SMTP_URL") || reader.has("RESEND_API_KEY")) reader.missing("MAIL_FROM", "the sender of our mail");
  if (url !== undefined) return { via: "smtp", url, from: from ?? "" };
  return apiKey === undefined ? { via: "outbox" } : { via: "resend", apiKey, from: from ?? "" };
}

const STAND_INS_REFUSED = "is refused in production: it points at a stand-in, for the demo only";

function readSignIn(reader: Reader, prefix: "GITHUB" | "GOOGLE", standIns: boolean): SignInApp | undefined {
  const id = reader.read(`${prefix}_ID`, text, "an id");
  const secret = reader.read(`${prefix}_SECRET`, text, "a secret");
  const baseUrl = reader.read(`${prefix}_BASE_URL`, httpUrl, "an http or https address");
  if (baseUrl !== undefined && !standIns) reader.wrong(`${prefix}_BASE_URL`, STAND_INS_REFUSED);
  if (id === undefined && secret === undefined) return undefined;
  reader.missing(`${prefix}_ID`, `${prefix}_ID and ${prefix}_SECRET are set together`);
  reader.missing(`${prefix}_SECRET`, `${prefix}_ID and ${prefix}_SECRET are set together`);
  return { id: id ?? "", secret: secret ?? "", ...(baseUrl === undefined ? {} : { baseUrl: new URL(baseUrl).origin }) };
}

const PROVIDER_VARIABLES = {
  clientId: "CLIENT_ID",
  clientSecret: "CLIENT_SECRET",
  webhookSecret: "WEBHOOK_SECRET",
  signingSecret: "SIGNING_SECRET",
  baseUrl: "BASE_URL",
} as const satisfies Record<keyof ProviderSettings, string>;

/** What the variable of one setting is called, for those who have to set it. */
export const providerVariable = (prefix: string, setting: keyof ProviderSettings): string =>
  `${prefix}_${PROVIDER_VARIABLES[setting]}`;

function readProvider(raw: Raw, prefix: string, standIns: boolean): ProviderSettings {
  const reader = new Reader(raw);
  const name = (setting: keyof ProviderSettings): string => providerVariable(prefix, setting);
  const fields = {
    clientId: reader.read(name("clientId"), text, "a client id"),
    clientSecret: reader.read(name("clientSecret"), text, "a client secret"),
    webhookSecret: reader.read(name("webhookSecret"), text, "a secret"),
    signingSecret: reader.read(name("signingSecret"), text, "a secret"),
    baseUrl: reader.read(name("baseUrl"), httpUrl, "an http or https address"),
  };
  if (fields.baseUrl !== undefined && !standIns) reader.wrong(name("baseUrl"), STAND_INS_REFUSED);
  reader.finish();
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

let checked: Env | undefined;

/**
 * Checks the environment of this process, once. Called at start, so that a wrong one stops the process there.
 * @throws EnvError
 */
export function checkEnv(): Env {
  checked ??= validateEnv(process.env);
  return checked;
}

/** The environment of this process, checked when the first of its values is read. */
export const env: Env = new Proxy({} as Env, {
  get: (_, name) => Reflect.get(checkEnv(), name) as unknown,
});

/** next-auth reads its own origin and secret from the process; this is the one place that may tell it. */
export function exportForNextAuth(): void {
  process.env["NEXTAUTH_URL"] = env.appUrl;
  process.env["NEXTAUTH_SECRET"] = env.authSecret;
}
