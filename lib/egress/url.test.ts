import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseEgressAllow } from "./allow";
import { BAD_PORTS } from "./bad-ports";
import { checkUrl } from "./url";

const NONE = parseEgressAllow("");
const label63 = "a".repeat(63);
const host253 = `${label63}.${label63}.${label63}.${"a".repeat(57)}.com`;
const ofLength = (length: number): string => "https://example.com/".padEnd(length, "a");

describe("accepted", () => {
  test.each([
    ["https://example.com", "https://example.com/", "example.com"],
    ["https://example.com/", "https://example.com/", "example.com"],
    ["HTTPS://EXAMPLE.com/Path", "https://example.com/Path", "example.com"],
    ["https://example.com.", "https://example.com/", "example.com"],
    ["https://example.com.:8443/a", "https://example.com:8443/a", "example.com"],
    ["https://example.com:443/a", "https://example.com/a", "example.com"],
    ["https://example.com:8443/a", "https://example.com:8443/a", "example.com"],
    ["https://example.com:80/", "https://example.com:80/", "example.com"],
    ["https://example.com:65535/", "https://example.com:65535/", "example.com"],
    ["https://example.com:2/", "https://example.com:2/", "example.com"],
    ["https://example.com/a?b=c&d=e", "https://example.com/a?b=c&d=e", "example.com"],
    ["https://example.com?b=c", "https://example.com/?b=c", "example.com"],
    ["https://example.com/a#frag", "https://example.com/a", "example.com"],
    ["https://example.com/a#", "https://example.com/a", "example.com"],
    ["https://example.com#frag", "https://example.com/", "example.com"],
    ["https://example.com/?#", "https://example.com/?", "example.com"],
    ["https://example.com/a/../b", "https://example.com/b", "example.com"],
    ["https://example.com/%2e%2e/b", "https://example.com/b", "example.com"],
    ["https://example.com/a//b", "https://example.com/a//b", "example.com"],
    ["https://example.com/@user", "https://example.com/@user", "example.com"],
    ["https://example.com/?q=a@b", "https://example.com/?q=a@b", "example.com"],
    ["https://example.com/?next=http://localhost/", "https://example.com/?next=http://localhost/", "example.com"],
    ["https://example.com/é", "https://example.com/%C3%A9", "example.com"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example"],
    ["https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example"],
    ["https://ＥＸＡＭＰＬＥ.com/", "https://example.com/", "example.com"],
    ["https://example。com/", "https://example.com/", "example.com"],
    ["https://exam%70le.com/", "https://example.com/", "example.com"],
    ["https://a.b/", "https://a.b/", "a.b"],
    ["https://a_b.example.com/", "https://a_b.example.com/", "a_b.example.com"],
    ["https://_dmarc.example.com/", "https://_dmarc.example.com/", "_dmarc.example.com"],
    ["https://a--b.example.com/", "https://a--b.example.com/", "a--b.example.com"],
    ["https://1.example.com/", "https://1.example.com/", "1.example.com"],
    ["https://127.0.0.1.example.com/", "https://127.0.0.1.example.com/", "127.0.0.1.example.com"],
    ["https://example.c0m/", "https://example.c0m/", "example.c0m"],
    ["https://localhost.example.com/", "https://localhost.example.com/", "localhost.example.com"],
    ["https://mylocalhost.com/", "https://mylocalhost.com/", "mylocalhost.com"],
    ["https://notlocal.dev/", "https://notlocal.dev/", "notlocal.dev"],
    ["https://internal.example.com/", "https://internal.example.com/", "internal.example.com"],
    ["https://wlan.dev/", "https://wlan.dev/", "wlan.dev"],
    ["https://arpa.dev/", "https://arpa.dev/", "arpa.dev"],
    ["https://x.metadata.goog/", "https://x.metadata.goog/", "x.metadata.goog"],
    ["https://8.8.8.8/", "https://8.8.8.8/", "8.8.8.8"],
    ["https://8.8.8.8:8443/", "https://8.8.8.8:8443/", "8.8.8.8"],
    ["https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/", "[2606:4700:4700::1111]"],
    ["https://[2606:4700:4700:0:0:0:0:1111]/", "https://[2606:4700:4700::1111]/", "[2606:4700:4700::1111]"],
    ["https://[2606:4700:4700::0001:1]/", "https://[2606:4700:4700::1:1]/", "[2606:4700:4700::1:1]"],
    ["https://[2A00:1450::8.8.8.8]/", "https://[2a00:1450::808:808]/", "[2a00:1450::808:808]"],
    ["https://[::ffff:8.8.8.8]/", "https://[::ffff:808:808]/", "[::ffff:808:808]"],
    [`https://${label63}.com/`, `https://${label63}.com/`, `${label63}.com`],
    [`https://${host253}/`, `https://${host253}/`, host253],
    [ofLength(2048), ofLength(2048), "example.com"],
  ])("%s is stored as %s", (raw, url, host) => {
    expect(checkUrl(raw, NONE)).toEqual({ ok: true, url, host });
  });
});

describe("refused", () => {
  test.each([
    [
      "not text",
      [undefined, null, 1, true, {}, [], ["https://example.com"], new URL("https://example.com"), Symbol("x")],
    ],
    [
      "empty or too long",
      ["", ofLength(2049), `https://example.com/${"é".repeat(400)}`, `https://${"a.".repeat(2000)}com`],
    ],
    [
      "control characters and white space",
      [
        " https://example.com",
        "https://example.com ",
        "https://example.com/a b",
        "https://exam ple.com",
        "https://example.com/\t",
        "https://exa\tmple.com",
        "ht\ntps://example.com",
        "https://example.com/\r\nHost: x",
        "https://example.com/\u0000",
        "https://example.com/\u001b",
        "https://example.com/\u007f",
        "https://example.com/\u0085",
        "https://example.com/\u009f",
        "https://example.com/\u00a0",
        "https://example.com/\u1680",
        "https://example.com/\u2003",
        "https://example.com/\u2028",
        "https://example.com/\u2029",
        "https://example.com/\u202f",
        "https://example.com/\u3000",
      ],
    ],
    [
      "bidi, zero-width and other invisible characters",
      [
        "https://example.com/\u200b",
        "https://exa\u200bmple.com/",
        "https://exa\u200cmple.com/",
        "https://exa\u200dmple.com/",
        "https://example.com/\u200e",
        "https://example.com/\u200f",
        "https://example.com/\u061c",
        "https://example.com/\u202a",
        "https://example.com/\u202e",
        "https://example.com/\u2060",
        "https://example.com/\u2066",
        "https://example.com/\u2069",
        "https://exa\u00admple.com/",
        "\ufeffhttps://example.com/",
        "https://example.com/\u{e0041}",
        "https://example.com/\ud800",
        "https://example.com/\udc00",
      ],
    ],
    [
      "backslashes",
      [
        "https:\\\\example.com",
        "https://example.com\\",
        "https://example.com\\@evil.com",
        "https:/\\example.com",
        "https://a.com/\\b",
      ],
    ],
    [
      "anything but http(s):// and a host",
      [
        "example.com",
        "//example.com",
        "/path",
        "https:example.com",
        "https:/example.com",
        "https:///example.com",
        "https:////example.com",
        "https://",
        "https:///",
        "https://?a",
        "https://#a",
        "https://:443/",
        "ftp://example.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/plain,x",
        "ws://example.com",
        "wss://example.com",
        "gopher://example.com",
        "httpss://example.com",
        "https://https://example.com",
        "blob:https://example.com/x",
        "view-source:https://example.com",
      ],
    ],
    ["plain http", ["http://example.com", "http://example.com:443", "http://8.8.8.8", "HTTP://example.com"]],
    [
      "userinfo, even an empty one",
      [
        "https://user@example.com",
        "https://user:pass@example.com",
        "https://:pass@example.com",
        "https://@example.com",
        "https://:@example.com",
        "https://a@b@example.com",
        "https://example.com@evil.com",
        "https://example.com:443@evil.com",
        "https://example.com:@evil.com",
        "https://[::1]@example.com",
      ],
    ],
    [
      "odd ports",
      [
        "https://example.com:",
        "https://example.com:/a",
        "https://example.com:0",
        "https://example.com:65536",
        "https://example.com:99999",
        "https://example.com:-1",
        "https://example.com:+443",
        "https://example.com:443a",
        "https://example.com:4 43",
        "https://example.com:٤٤٣",
        "https://example.com:443:443",
        "https://[2606:4700::1]:",
        "https://[2606:4700::1]443",
      ],
    ],
    [
      "names that are not full host names",
      [
        "https://example",
        "https://com/",
        "https://example./",
        "https://example..com",
        "https://.example.com",
        "https://example.com..",
        "https://./",
        "https://../",
        "https://-example.com",
        "https://example-.com",
        "https://a.-b.com",
        "https://example.-com",
        "https://*.example.com",
        "https://exa!mple.com",
        "https://exa$mple.com",
        "https://exa'mple.com",
        "https://exa(mple.com",
        "https://exa,mple.com",
        "https://exa;mple.com",
        "https://exa=mple.com",
        "https://exa~mple.com",
        "https://exa%00mple.com",
        "https://exa%2fmple.com",
        "https://exa%40mple.com",
        "https://exa%23mple.com",
        "https://xn--.com",
        "https://xn--a\u00fc.com",
        `https://${label63}a.com`,
        `https://${host253}m`,
        "https://example.123",
        "https://example.0x1",
        "https://example.09",
        "https://%20.com",
      ],
    ],
    [
      "private names",
      [
        "https://localhost",
        "https://LOCALHOST",
        "https://localhost.",
        "https://app.localhost",
        "https://local",
        "https://printer.local",
        "https://a.b.LOCAL.",
        "https://localdomain",
        "https://host.localdomain",
        "https://internal",
        "https://app.internal",
        "https://metadata.google.internal",
        "https://home.arpa",
        "https://nas.home.arpa",
        "https://router.lan",
        "https://app.default.svc",
        "https://app.default.svc.cluster.local",
        "https://expyuzz4wqqyqhjn.onion",
        "https://metadata.goog",
        "https://METADATA.goog.",
        "https://ｌｏｃａｌｈｏｓｔ",
        "https://app.%6cocal",
        "https://app。local",
      ],
    ],
    [
      "IPv4 in any but the canonical form",
      [
        "https://134744072",
        "https://2130706433",
        "https://0x7f000001",
        "https://0x08080808",
        "https://017700000001",
        "https://127.1",
        "https://8.8",
        "https://8.8.2056",
        "https://0x8.8.8.8",
        "https://010.8.8.8",
        "https://08.8.8.8",
        "https://8.8.8.8.",
        "https://8.8.8.0x8",
        "https://0",
        "https://0x",
        "https://８.８.８.８",
        "https://①②⑦.⓪.⓪.①",
        "https://8。8。8。8",
        "https://8%2e8.8.8",
        "https://%38.8.8.8",
        "https://8.8.8.8.8",
        "https://8.8.8.256",
        "https://1e3.1.1.1.1",
      ],
    ],
    [
      "addresses that are not public",
      [
        "https://0.0.0.0",
        "https://127.0.0.1",
        "https://127.0.0.1:8443",
        "https://10.0.0.1",
        "https://172.16.0.1",
        "https://192.168.0.1",
        "https://100.64.0.1",
        "https://169.254.169.254/latest/meta-data/",
        "https://168.63.129.16",
        "https://100.100.100.200",
        "https://192.0.0.192",
        "https://192.0.2.1",
        "https://198.18.0.1",
        "https://224.0.0.1",
        "https://240.0.0.1",
        "https://255.255.255.255",
        "https://[::]",
        "https://[::1]",
        "https://[0:0:0:0:0:0:0:1]",
        "https://[::ffff:127.0.0.1]",
        "https://[::ffff:7f00:1]",
        "https://[::127.0.0.1]",
        "https://[::8.8.8.8]",
        "https://[64:ff9b::8.8.8.8]",
        "https://[2002:808:808::1]",
        "https://[2001:0:808:808::1]",
        "https://[2001:db8::1]",
        "https://[fe80::1]",
        "https://[fe80::1%25eth0]",
        "https://[fec0::1]",
        "https://[fc00::1]",
        "https://[fd00:ec2::254]",
        "https://[ff02::1]",
        "https://[100::1]",
        "https://[3fff::1]",
        "https://[5f00::1]",
        "https://[4000::1]",
      ],
    ],
    [
      "broken IPv6",
      [
        "https://[]",
        "https://[::1",
        "https://::1]",
        "https://2606:4700::1/",
        "https://[2606:4700:::1]",
        "https://[g::1]",
        "https://[8.8.8.8]",
        "https://[v1.x]",
      ],
    ],
  ])("%s", (_what, urls) => {
    for (const raw of urls) expect([raw, checkUrl(raw, NONE).ok]).toEqual([raw, false]);
  });

  test("every port of the Fetch standard's list", () => {
    expect(BAD_PORTS.size).toBe(83);
    for (const port of BAD_PORTS)
      expect([port, checkUrl(`https://example.com:${port}/`, NONE).ok]).toEqual([port, false]);
    for (const port of [22, 25, 5060, 6000, 6667, 10080]) expect(BAD_PORTS.has(port)).toBe(true);
    for (const port of [80, 443, 3000, 4000, 5432, 8080, 8443, 27017]) expect(BAD_PORTS.has(port)).toBe(false);
  });

  test("the message never repeats the input", () => {
    for (const raw of [
      "https://secret.local",
      "https://10.9.8.7",
      "https://user:hunter2@example.com",
      "ftp://zzz.example.com",
    ]) {
      const result = checkUrl(raw, NONE);
      expect(result.ok).toBe(false);
      expect(JSON.stringify(result)).not.toMatch(/secret|10\.9|hunter2|zzz/);
    }
  });
});

describe("with EGRESS_ALLOW", () => {
  const allow = parseEgressAllow(
    "localhost:4100,receiver,nas.home.arpa,127.0.0.1:4100,10.0.0.0/8,::1,hooks.example.com:8080",
  );

  test.each([
    ["http://localhost:4100/ok", "http://localhost:4100/ok"],
    ["https://localhost:4100/ok", "https://localhost:4100/ok"],
    ["http://LOCALHOST.:4100/#x", "http://localhost:4100/"],
    ["http://receiver/hook", "http://receiver/hook"],
    ["http://receiver:80/hook", "http://receiver/hook"],
    ["http://nas.home.arpa/", "http://nas.home.arpa/"],
    ["http://127.0.0.1:4100/", "http://127.0.0.1:4100/"],
    ["http://10.1.2.3/", "http://10.1.2.3/"],
    ["https://10.1.2.3/", "https://10.1.2.3/"],
    ["http://[::1]:9000/", "http://[::1]:9000/"],
    ["http://hooks.example.com:8080/", "http://hooks.example.com:8080/"],
    ["https://hooks.example.com/", "https://hooks.example.com/"],
    ["https://example.com/", "https://example.com/"],
  ])("%s is possible", (raw, url) => {
    expect(checkUrl(raw, allow)).toMatchObject({ ok: true, url });
  });

  test.each([
    "http://localhost/",
    "http://localhost:4101/",
    "http://127.0.0.1:4101/",
    "http://127.0.0.2:4100/",
    "http://127.1:4100/",
    "http://2130706433:4100/",
    "http://[::ffff:127.0.0.1]:4101/",
    "http://app.localhost:4100/",
    "http://receiver.evil.com/",
    "http://x.receiver/",
    "http://user@receiver/",
    "http://receiver:22/",
    "http://receiver:0/",
    "http://hooks.example.com/",
    "http://hooks.example.com:8081/",
    "http://example.com/",
    "http://169.254.169.254/",
    "http://11.0.0.1/",
    "ftp://receiver/",
    "http://receiver\\x",
  ])("%s stays refused", (raw) => {
    expect(checkUrl(raw, allow).ok).toBe(false);
  });

  test("metadata stays refused inside an allowed range", () => {
    const wide = parseEgressAllow("169.254.0.0/16,100.64.0.0/10,fc00::/7");
    for (const host of ["169.254.169.254", "169.254.170.2", "100.100.100.200", "[fd00:ec2::254]"])
      expect([host, checkUrl(`http://${host}/`, wide).ok]).toEqual([host, false]);
  });
});

describe("for any input", () => {
  test("the check never throws, and what it accepts is https, stable and has no userinfo or fragment", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.webUrl().map((url) => url.replace("://", "://user@")),
      fc.ipV4Extended().map((ip) => `https://${ip}/`),
      fc.ipV6().map((ip) => `https://[${ip}]/`),
      fc
        .array(
          fc.constantFrom("https://", "a.com", "@", ":", "/", "#", "?", "[", "]", ".", "127.0.0.1", "%2e", "１", "\\"),
        )
        .map((p) => p.join("")),
    );
    fc.assert(
      fc.property(hostile, (raw) => {
        const first = checkUrl(raw, NONE);
        if (!first.ok) return;
        const url = new URL(first.url);
        expect([url.protocol, url.username, url.password, url.hash]).toEqual(["https:", "", "", ""]);
        expect(url.hostname).toBe(first.host);
        expect(checkUrl(first.url, NONE)).toEqual(first);
      }),
      { numRuns: 1500 },
    );
  });
});
