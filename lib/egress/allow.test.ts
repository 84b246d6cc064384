import { describe, expect, test } from "vitest";

import { allowsAddress, allowsHost, parseEgressAllow } from "./allow";
import { parseIp } from "./ip";

describe("EGRESS_ALLOW", () => {
  test.each(["", "  ", ",", " , ,"])("opens nothing when it is %j", (text) => {
    expect(parseEgressAllow(text)).toEqual({ entries: [], hosts: [], ranges: [] });
  });

  test.each([
    ["localhost", ["localhost"]],
    ["Receiver.Example.COM.", ["receiver.example.com"]],
    ["bücher.example", ["xn--bcher-kva.example"]],
    ["receiver:4100", ["receiver:4100"]],
    ["under_score", ["under_score"]],
    ["127.0.0.1", ["127.0.0.1"]],
    ["127.0.0.1:4100", ["127.0.0.1:4100"]],
    ["127.0.0.0/8:4100", ["127.0.0.0/8:4100"]],
    ["10.0.0.0/8,192.168.1.7", ["10.0.0.0/8", "192.168.1.7"]],
    ["::1", ["::1"]],
    ["[::1]", ["::1"]],
    ["[::1]:4100", ["[::1]:4100"]],
    ["fd00::/8", ["fd00::/8"]],
    ["[fd00::/8]:8080", ["[fd00::/8]:8080"]],
    ["::ffff:10.0.0.0/104", ["10.0.0.0/8"]],
    ["::ffff:10.1.2.3", ["10.1.2.3"]],
    [" localhost , 127.0.0.1 ", ["localhost", "127.0.0.1"]],
    ["169.254.0.0/16", ["169.254.0.0/16"]],
  ])("reads %j as %j, so that the log at start says what is open", (text, entries) => {
    expect(parseEgressAllow(text).entries).toEqual(entries);
  });

  test.each([
    ["0.0.0.0/0", "every address"],
    ["0.0.0.0/0:443", "every address"],
    ["10.0.0.0/0", "every address"],
    ["::/0", "every address"],
    ["[::/0]:443", "every address"],
    ["::ffff:0:0/96", "every address"],
    ["::ffff:0.0.0.0/90", "every address"],
    ["169.254.169.254", "metadata"],
    ["169.254.169.254/32", "metadata"],
    ["169.254.169.254:80", "metadata"],
    ["::ffff:169.254.169.254", "metadata"],
    ["169.254.170.2", "metadata"],
    ["169.254.170.23", "metadata"],
    ["100.100.100.200", "metadata"],
    ["192.0.0.192", "metadata"],
    ["168.63.129.16", "metadata"],
    ["fd00:ec2::254", "metadata"],
    ["[fd20:ce::254]:80", "metadata"],
    ["metadata.google.internal", "metadata"],
    ["metadata.goog", "metadata"],
    ["*.example.com", "neither"],
    ["*", "neither"],
    ["example.com/path", "neither"],
    ["https://example.com", "port"],
    ["user@example.com", "neither"],
    ["exa mple.com", "neither"],
    ["2130706433", "neither"],
    ["127.1", "neither"],
    ["0x7f.0.0.1", "neither"],
    ["-bad.example.com", "neither"],
    ["a..b", "neither"],
    ["fe80::1%eth0", "neither"],
    ["127.0.0.1/33", "prefix"],
    ["127.0.0.1/-1", "prefix"],
    ["127.0.0.1/8/8", "prefix"],
    ["127.0.0.1/", "prefix"],
    ["::1/129", "prefix"],
    ["localhost:0", "port"],
    ["localhost:65536", "port"],
    ["localhost:http", "port"],
    ["localhost:", "port"],
    ["[::1]:0", "port"],
  ])("refuses %j and says why", (entry, why) => {
    expect(() => parseEgressAllow(`localhost,${entry}`)).toThrow(new RegExp(`^EGRESS_ALLOW: .*${why}`));
  });
});

describe("a host entry", () => {
  const allow = parseEgressAllow("receiver.example.com:4100,localhost");

  test.each([
    ["receiver.example.com", 4100, true],
    ["receiver.example.com", 443, false],
    ["localhost", 1, true],
    ["evil.receiver.example.com", 4100, false],
    ["receiver.example.com.evil.com", 4100, false],
    ["eceiver.example.com", 4100, false],
    ["localhost.evil.com", 443, false],
  ])("%s on port %i: %s, because it names one host exactly", (host, port, expected) => {
    expect(allowsHost(allow, host, port)).toBe(expected);
  });
});

describe("an address entry", () => {
  const allow = parseEgressAllow("10.1.0.0/16:8080,127.0.0.1,fd00::/8");

  test.each([
    ["10.1.255.255", 8080, true],
    ["10.1.255.255", 8081, false],
    ["10.2.0.0", 8080, false],
    ["127.0.0.1", 9, true],
    ["127.0.0.2", 9, false],
    ["::ffff:127.0.0.1", 9, true],
    ["fdff::1", 9, true],
    ["fe00::1", 9, false],
  ])("%s on port %i: %s", (ip, port, expected) => {
    expect(allowsAddress(allow, parseIp(ip)!, port)).toBe(expected);
  });
});
