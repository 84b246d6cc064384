import { describe, expect, test } from "vitest";

import { classify } from "./classify";

const CALM = { inHandshake: false, peerGone: false };
const withCode = (code: string, message = "internal detail 10.0.0.1"): Error =>
  Object.assign(new Error(message), { code });

describe("the class of an error", () => {
  test.each([
    ["refused", ["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN"]],
    ["reset", ["ECONNRESET", "EPIPE", "ECONNABORTED", "HPE_INVALID_EOF_STATE"]],
    ["timeout", ["ETIMEDOUT"]],
    [
      "tls",
      [
        "EPROTO",
        "ERR_SSL_WRONG_VERSION_NUMBER",
        "ERR_SSL_PACKET_LENGTH_TOO_LONG",
        "ERR_SSL_UNSUPPORTED_PROTOCOL",
        "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
        "ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE",
        "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED",
        "ERR_SSL_TLSV1_UNRECOGNIZED_NAME",
        "ERR_SSL_DH_KEY_TOO_SMALL",
        "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC",
        "ERR_TLS_CERT_ALTNAME_INVALID",
        "ERR_TLS_CERT_ALTNAME_FORMAT",
        "CERT_HAS_EXPIRED",
        "CERT_NOT_YET_VALID",
        "CERT_REVOKED",
        "CERT_UNTRUSTED",
        "CERT_SIGNATURE_FAILURE",
        "CERT_CHAIN_TOO_LONG",
        "CERT_REJECTED",
        "CRL_HAS_EXPIRED",
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "SELF_SIGNED_CERT_IN_CHAIN",
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "UNABLE_TO_GET_ISSUER_CERT",
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "UNABLE_TO_GET_CRL",
        "ERROR_IN_CERT_NOT_AFTER_FIELD",
        "HOSTNAME_MISMATCH",
        "INVALID_CA",
        "INVALID_PURPOSE",
        "PATH_LENGTH_EXCEEDED",
      ],
    ],
    [
      "protocol",
      [
        "HPE_INVALID_CONSTANT",
        "HPE_INVALID_STATUS",
        "HPE_INVALID_VERSION",
        "HPE_INVALID_CONTENT_LENGTH",
        "HPE_UNEXPECTED_CONTENT_LENGTH",
        "HPE_INVALID_CHUNK_SIZE",
        "HPE_INVALID_HEADER_TOKEN",
        "HPE_HEADER_OVERFLOW",
        "UND_ERR_HEADERS_OVERFLOW",
        "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
        "UND_ERR_INVALID_ARG",
        "UND_ERR_NOT_SUPPORTED",
        "SOMETHING_NEW",
        "",
      ],
    ],
  ])("%s", (errorClass, codes) => {
    for (const code of codes) expect([code, classify(withCode(code), CALM).errorClass]).toEqual([code, errorClass]);
  });

  test("a plain close is reset, an interim or upgrade game is protocol, although undici gives both one code", () => {
    expect(classify(withCode("UND_ERR_SOCKET", "other side closed"), CALM).errorClass).toBe("reset");
    expect(classify(withCode("UND_ERR_SOCKET", "closed"), CALM).errorClass).toBe("reset");
    expect(classify(withCode("UND_ERR_SOCKET", "bad response"), CALM).errorClass).toBe("protocol");
    expect(classify(withCode("UND_ERR_SOCKET", "bad upgrade"), CALM).errorClass).toBe("protocol");
  });

  test("a short body is reset when the receiver went away, protocol when it did not", () => {
    const mismatch = withCode("UND_ERR_RES_CONTENT_LENGTH_MISMATCH");
    expect(classify(mismatch, { inHandshake: false, peerGone: true }).errorClass).toBe("reset");
    expect(classify(mismatch, CALM).errorClass).toBe("protocol");
  });

  test("an unknown error during a handshake is tls, a reset during it stays reset", () => {
    const handshake = { inHandshake: true, peerGone: false };
    expect(classify(withCode("UNHEARD_OF"), handshake).errorClass).toBe("tls");
    expect(classify(withCode("ECONNRESET"), handshake).errorClass).toBe("reset");
  });

  test("of several addresses the last attempt counts, because it alone had all the time", () => {
    const error = new AggregateError([withCode("ETIMEDOUT"), withCode("ECONNREFUSED")]);
    expect(classify(Object.assign(error, { code: "ETIMEDOUT" }), CALM).errorClass).toBe("refused");
    expect(classify(new AggregateError([]), CALM).errorClass).toBe("protocol");
  });

  test.each([undefined, null, "text", 5, {}, { code: 5 }, new Error("no code")])("%j never throws", (error) => {
    expect(classify(error, CALM).errorClass).toBe("protocol");
  });

  test("the message is ours and repeats nothing of the error", () => {
    for (const code of ["ECONNREFUSED", "EPROTO", "HPE_INVALID_CONSTANT", "UND_ERR_SOCKET", "CERT_HAS_EXPIRED", "X"])
      expect(classify(withCode(code), CALM).message).not.toMatch(/internal|10\.0|[A-Z]{2,}_/);
  });
});
