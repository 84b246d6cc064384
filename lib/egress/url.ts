import { verdict } from "./address";
import { allowsHost, type EgressAllow } from "./allow";
import { BAD_PORTS } from "./bad-ports";
import { parseIp } from "./ip";

export type UrlCheck = { ok: true; url: string; host: string } | { ok: false; message: string };

const URL_LENGTH_MAX = 2048;
const HOST_LENGTH_MAX = 253;

/** Controls, white space, format characters (bidi, zero width, soft hyphen), lone surrogates and the backslash. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Z}\s\\]/u;
const AUTHORITY = /^(https?):\/\/([^/?#]+)/i;
const HOST_AND_PORT = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

const CREDENTIALS = "Remove the user name and password from the URL and use a header instead.";
const INSECURE = "Use https. Signed events are not sent over plain HTTP.";
/** Without the host: what is refused is not repeated. */
export const PRIVATE_HOST = "This host points to a private address. We only call public addresses.";

const PRIVATE_SUFFIXES = ["localhost", "local", "localdomain", "internal", "home.arpa", "lan", "svc", "onion"];
const PRIVATE_NAMES: ReadonlySet<string> = new Set(["metadata.goog"]);

/**
 * The URL rules of the input contract, before any DNS. The raw text is judged first, so that no other parser can read
 * it differently. On success `url` is the WHATWG form without fragment and trailing dot (what is stored, sent to and
 * compared for duplicates) and `host` its host name without the port (IPv6 in brackets).
 */
export function checkUrl(raw: unknown, allow: EgressAllow): UrlCheck {
  if (typeof raw !== "string" || raw === "") return no("Enter a URL.");
  if (raw.length > URL_LENGTH_MAX) return no(`The URL is longer than ${URL_LENGTH_MAX} characters.`);
  if (FORBIDDEN.test(raw)) return no("The URL contains a space, a backslash or an invisible character.");

  const authority = AUTHORITY.exec(raw)?.[2];
  if (authority === undefined) return no("The URL must start with https:// and a host.");
  if (authority.includes("@")) return no(CREDENTIALS);
  const [, writtenHost = "", writtenPort] = HOST_AND_PORT.exec(authority) ?? [];
  if (writtenHost === "" || writtenPort === "") return no("The URL has no valid host and port.");

  const url = parse(raw);
  if (!url) return no("The URL is not valid.");
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  url.hash = "";

  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  if (BAD_PORTS.has(port)) return no("This port is not allowed.");

  const exempt = checkHost(url.hostname, writtenHost, port, allow);
  if (typeof exempt === "string") return no(exempt);
  if (!secure && !exempt) return no(INSECURE);
  if (url.href.length > URL_LENGTH_MAX) return no(`The URL is longer than ${URL_LENGTH_MAX} characters once encoded.`);
  return { ok: true, url: url.href, host: url.hostname };
}

/** What is wrong with the host; otherwise whether EGRESS_ALLOW names it, which lifts the rules on scheme and name. */
function checkHost(host: string, written: string, port: number, allow: EgressAllow): string | boolean {
  const literal = parseIp(host.replace(/^\[|\]$/g, ""));
  if (!literal) return allowsHost(allow, host, port) || (problemOfName(host) ?? false);
  if (!host.startsWith("[") && host !== written) return "Write an IPv4 address as four decimal numbers.";
  const judged = verdict(literal.toString(), allow, port);
  return judged.allowed ? judged.by === "operator" : PRIVATE_HOST;
}

function problemOfName(host: string): string | undefined {
  const labels = host.split(".");
  if (host.length > HOST_LENGTH_MAX || !labels.every((label) => LABEL.test(label)))
    return "The host name is not valid.";
  if (labels.length < 2) return "The host name must be a full name, such as hooks.example.com.";
  if (/^\d+$/.test(labels.at(-1)!)) return "The host name is not valid.";
  const isPrivate = PRIVATE_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
  return isPrivate || PRIVATE_NAMES.has(host) ? PRIVATE_HOST : undefined;
}

function parse(raw: string): URL | null {
  try {
    return new URL(raw);
  } catch {
    return null;
  }
}

const no = (message: string): UrlCheck => ({ ok: false, message });
