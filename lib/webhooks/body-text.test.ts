import fc from "fast-check";
import { expect, test } from "vitest";

import { bodyForDisplay } from "./body-text";

const bytes = (text: string) => new TextEncoder().encode(text);

test("UTF-8 text is shown as it is, whatever its declared type", () => {
  for (const text of ["", "ok", '{"error":"größer 🎉"}', "\ufefffirst", "a\tb\r\nc\u001b[31m", "\u2028\u202e"]) {
    for (const type of [null, "text/plain", "application/octet-stream", "garbage;;;"]) {
      expect(bodyForDisplay(bytes(text), type)).toEqual({ text, encoding: "utf8" });
    }
  }
});

test("bytes that are not text come back whole as base64", () => {
  for (const body of [[0xff, 0xfe, 0x00], [0x1f, 0x8b, 0x08], [0x61, 0x00, 0x62], [0xc3], [0xed, 0xa0, 0x80]]) {
    expect(bodyForDisplay(Uint8Array.from(body), null)).toEqual({
      text: Buffer.from(body).toString("base64"),
      encoding: "base64",
    });
  }
});

test("a body that was cut inside a character stays text", () => {
  for (const character of ["é", "€", "🎉"]) {
    const whole = bytes(`ab${character}`);
    for (let end = 3; end < whole.length; end++) {
      expect(bodyForDisplay(whole.subarray(0, end), null, true)).toEqual({ text: "ab", encoding: "utf8" });
      expect(bodyForDisplay(whole.subarray(0, end), null).encoding).toBe("base64");
    }
  }
  expect(bodyForDisplay(Uint8Array.from([0xff, 0xc3]), null, true).encoding).toBe("base64");
});

test("a declared charset is decoded for text types, and an unknown one does no harm", () => {
  const latin = Uint8Array.from([0x67, 0x72, 0xfc, 0x6e]);
  expect(bodyForDisplay(latin, "text/html; charset=ISO-8859-1")).toEqual({ text: "grün", encoding: "utf8" });
  expect(bodyForDisplay(latin, 'application/problem+json; charset="latin1"').text).toBe("grün");
  expect(bodyForDisplay(latin, "text/html; charset=klingon").encoding).toBe("base64");
  expect(bodyForDisplay(latin, "image/png; charset=latin1").encoding).toBe("base64");
});

test("nothing is lost, nothing throws, and what is called text can be stored by PostgreSQL", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), fc.option(fc.string()), fc.boolean(), (body, type, truncated) => {
      const { text, encoding } = bodyForDisplay(body, type, truncated);
      if (encoding === "base64") expect(new Uint8Array(Buffer.from(text, "base64"))).toEqual(body);
      else expect(!text.includes("\u0000") && text.isWellFormed()).toBe(true);
    }),
  );
});
