import type { ErrorClass } from "./error-class";

export interface Classified {
  errorClass: ErrorClass;
  /** One sentence for the attempt log; never contains an address, a header or a text of the receiver. */
  message: string;
}

/** What the error alone does not tell. */
export interface Circumstances {
  /** A TLS handshake was going on. */
  inHandshake: boolean;
  /** The receiver ended or broke the connection. */
  peerGone: boolean;
}

const RESET = "The connection was closed before the response was complete.";
const NOT_HTTP = "The response is not valid HTTP/1.1.";
const NO_CHAIN = "The TLS certificate is not signed by a trusted authority, or its chain is incomplete.";

const BY_CODE = new Map<string, Classified>([
  ["ECONNREFUSED", { errorClass: "refused", message: "The connection was refused." }],
  ["EHOSTUNREACH", { errorClass: "refused", message: "The host cannot be reached." }],
  ["ENETUNREACH", { errorClass: "refused", message: "The network of the host cannot be reached." }],
  ["EHOSTDOWN", { errorClass: "refused", message: "The host cannot be reached." }],
  ["ENETDOWN", { errorClass: "refused", message: "The network of the host cannot be reached." }],
  ["EACCES", { errorClass: "refused", message: "The connection was refused." }],
  ["EPERM", { errorClass: "refused", message: "The connection was refused." }],
  ["ECONNRESET", { errorClass: "reset", message: RESET }],
  ["ECONNABORTED", { errorClass: "reset", message: RESET }],
  ["EPIPE", { errorClass: "reset", message: RESET }],
  ["ETIMEDOUT", { errorClass: "timeout", message: "The connection could not be opened in time." }],
  ["HPE_INVALID_EOF_STATE", { errorClass: "reset", message: RESET }],
  ["UND_ERR_HEADERS_OVERFLOW", { errorClass: "protocol", message: "The response headers are larger than 16 KiB." }],
  ["UND_ERR_INVALID_ARG", { errorClass: "protocol", message: "The request cannot be written as HTTP/1.1." }],
  ["UND_ERR_NOT_SUPPORTED", { errorClass: "protocol", message: "The request cannot be written as HTTP/1.1." }],
  ["CERT_HAS_EXPIRED", { errorClass: "tls", message: "The TLS certificate has expired." }],
  ["CERT_NOT_YET_VALID", { errorClass: "tls", message: "The TLS certificate is not valid yet." }],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", { errorClass: "tls", message: "The TLS certificate is self-signed." }],
  ["SELF_SIGNED_CERT_IN_CHAIN", { errorClass: "tls", message: NO_CHAIN }],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", { errorClass: "tls", message: NO_CHAIN }],
  ["UNABLE_TO_GET_ISSUER_CERT", { errorClass: "tls", message: NO_CHAIN }],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", { errorClass: "tls", message: NO_CHAIN }],
  ["ERR_TLS_CERT_ALTNAME_INVALID", { errorClass: "tls", message: "The TLS certificate is for another host name." }],
  ["ERR_SSL_WRONG_VERSION_NUMBER", { errorClass: "tls", message: "The server does not speak TLS on this port." }],
  ["ERR_SSL_PACKET_LENGTH_TOO_LONG", { errorClass: "tls", message: "The server does not speak TLS on this port." }],
  ["ERR_SSL_UNSUPPORTED_PROTOCOL", { errorClass: "tls", message: "The server offers no TLS 1.2 or newer." }],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", { errorClass: "tls", message: "The server offers no TLS 1.2 or newer." }],
]);

/** The class and the sentence for an error of a socket, of TLS or of undici. Never throws, whatever it is given. */
export function classify(error: unknown, circumstances: Circumstances): Classified {
  const code = codeOf(error);
  const known = BY_CODE.get(code);
  if (known) return known;
  if (circumstances.inHandshake || isTlsCode(code)) return { errorClass: "tls", message: "The TLS handshake failed." };
  if (code === "UND_ERR_SOCKET") {
    // undici gives an unasked-for 100, an upgrade and a plain close the same code.
    const misbehaved = messageOf(error).startsWith("bad ");
    return misbehaved ? { errorClass: "protocol", message: NOT_HTTP } : { errorClass: "reset", message: RESET };
  }
  // Any parse error after a content-length looks like a mismatch to undici; only the end of the stream tells them apart.
  if (code === "UND_ERR_RES_CONTENT_LENGTH_MISMATCH" && circumstances.peerGone)
    return { errorClass: "reset", message: RESET };
  if (code.startsWith("HPE_") || code.startsWith("UND_ERR_")) return { errorClass: "protocol", message: NOT_HTTP };
  return circumstances.peerGone
    ? { errorClass: "reset", message: RESET }
    : { errorClass: "protocol", message: "The request failed." };
}

/** OpenSSL's own codes (`EPROTO` included) and those that Node gives to a certificate that does not verify. */
function isTlsCode(code: string): boolean {
  return /^(EPROTO$|ERR_SSL_|ERR_TLS_|CERT_|CRL_|UNABLE_TO_|ERROR_IN_CERT_|ERROR_IN_CRL_|HOSTNAME_MISMATCH$|INVALID_(CA|PURPOSE)$|PATH_LENGTH_)/.test(
    code,
  );
}

/** When several addresses were tried, the last attempt counts: it alone was given all the time. */
function codeOf(error: unknown): string {
  const last: unknown = error instanceof AggregateError ? (error.errors.at(-1) ?? error) : error;
  return last instanceof Error && "code" in last && typeof last.code === "string" ? last.code : "";
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : "");
