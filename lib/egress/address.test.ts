import { describe, expect, test } from "vitest";

import { verdict } from "./address";
import { parseEgressAllow } from "./allow";

const NONE = parseEgressAllow("");

describe("without exceptions", () => {
  test.each([
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "198.51.99.255",
    "198.51.101.0",
    "203.0.112.255",
    "203.0.114.0",
    "223.255.255.255",
    "168.63.129.15",
    "168.63.129.17",
    "2000::1",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2606:4700:4700::1111",
    "2a00:1450:4001::1",
    "3ffe::1",
    "::ffff:8.8.8.8",
    "::ffff:808:808",
  ])("%s is public", (ip) => {
    expect(verdict(ip, NONE, 443)).toEqual({ allowed: true, by: "public" });
  });

  test.each([
    ["this network", ["0.0.0.0", "0.0.0.1", "0.255.255.255"]],
    ["private", ["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0", "192.168.255.255"]],
    ["carrier-grade NAT", ["100.64.0.0", "100.127.255.255"]],
    ["loopback", ["127.0.0.0", "127.0.0.1", "127.255.255.255", "::1"]],
    ["link-local", ["169.254.0.0", "169.254.255.255", "fe80::1", "febf::1"]],
    ["IETF protocol assignments", ["192.0.0.0", "192.0.0.170", "192.0.0.255"]],
    ["documentation", ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1", "3fff:fff::1"]],
    ["6to4 relays and AS112", ["192.88.99.1", "192.31.196.1", "192.175.48.1", "2620:4f:8000::1"]],
    ["AMT", ["192.52.193.1", "2001:3::1"]],
    ["benchmarking", ["198.18.0.0", "198.19.255.255", "2001:2::1"]],
    ["multicast", ["224.0.0.1", "239.255.255.255", "ff00::1", "ff02::1", "ff0e::1"]],
    ["reserved", ["240.0.0.0", "255.255.255.254"]],
    ["broadcast", ["255.255.255.255"]],
    ["unspecified", ["::"]],
    ["unique local", ["fc00::1", "fd00::1", "fdff:ffff::1"]],
    ["site-local", ["fec0::1", "feff::1"]],
    ["discard", ["100::1", "100::ffff"]],
    ["segment routing", ["5f00::1"]],
    ["IETF 2001::/23", ["2001::1", "2001:1::1", "2001:10::1", "2001:20::1", "2001:30::1", "2001:1ff::1"]],
    ["outside 2000::/3", ["1::1", "200::1", "1fff::1", "4000::1", "8000::1", "e000::1", "fb00::1"]],
    ["IPv4-mapped private", ["::ffff:127.0.0.1", "::ffff:7f00:1", "::FFFF:10.0.0.1", "0:0:0:0:0:ffff:192.168.0.1"]],
    ["IPv4-compatible", ["::127.0.0.1", "::7f00:1", "::8.8.8.8", "::808:808", "0:0:0:0:0:0:8.8.8.8"]],
    ["IPv4-translated", ["::ffff:0:7f00:1", "::ffff:0:8.8.8.8", "::ffff:0:808:808"]],
    ["NAT64", ["64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b::808:808", "64:ff9b:1::1", "64:ff9b:1:ffff::a00:1"]],
    ["6to4", ["2002::1", "2002:7f00:1::1", "2002:808:808::1"]],
    ["Teredo", ["2001:0:53aa:64c:0:0:0:1", "2001:0:808:808::1"]],
    [
      "AWS, ECS and EKS metadata",
      ["169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23"],
    ],
    ["Google metadata", ["fd20:ce::254"]],
    ["Alibaba metadata", ["100.100.100.200"]],
    ["Oracle metadata", ["192.0.0.192"]],
    ["Azure WireServer", ["168.63.129.16", "::ffff:168.63.129.16", "::ffff:a83f:8110"]],
  ])("%s is refused", (_what, addresses) => {
    for (const ip of addresses) expect([ip, verdict(ip, NONE, 443).allowed]).toEqual([ip, false]);
  });

  test.each([
    "",
    " ",
    "localhost",
    "8.8.8",
    "8.8.8.8.8",
    "8.8.8.256",
    "08.8.8.8",
    "010.8.8.8",
    "0x8.8.8.8",
    "134744072",
    "8.8.8.8 ",
    " 8.8.8.8",
    "8.8.8.8/32",
    "8.8.8.8:443",
    "[2606:4700::1]",
    "2606:4700::1%eth0",
    "fe80::1%1",
    "2606:4700:::1",
    "2606::4700::1",
    "12345::1",
    "2606:4700:0:0:0:0:0:0:1",
    "::ffff:8.8.8",
    "::ffff:8.8.8.999",
    "８.８.８.８",
    "null",
    "undefined",
  ])("%j cannot be read, so it is refused", (ip) => {
    expect(verdict(ip, NONE, 443)).toEqual({ allowed: false, reason: "unparseable" });
  });
});

describe("with exceptions", () => {
  const allow = parseEgressAllow(
    "127.0.0.0/8:4100,10.0.0.0/8,169.254.0.0/16,100.64.0.0/10,64:ff9b::/96,2002::/16,fc00::/7",
  );

  test.each([
    ["127.0.0.1", 4100],
    ["::ffff:127.0.0.1", 4100],
    ["10.9.8.7", 80],
    ["169.254.1.1", 80],
    ["100.64.0.1", 443],
    ["fd12::1", 443],
    ["64:ff9b::808:808", 443],
  ])("%s on port %i is the operator's", (ip, port) => {
    expect(verdict(ip, allow, port)).toEqual({ allowed: true, by: "operator" });
  });

  test.each([
    ["127.0.0.1", 4101],
    ["127.0.0.1", 443],
    ["192.168.0.1", 443],
    ["172.16.0.1", 443],
    ["::1", 4100],
    ["::7f00:1", 4100],
  ])("%s on port %i stays refused", (ip, port) => {
    expect(verdict(ip, allow, port).allowed).toBe(false);
  });

  test.each([
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "169.254.170.2",
    "100.100.100.200",
    "fd00:ec2::254",
    "fd20:ce::254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::169.254.169.254",
    "2002:a9fe:a9fe::1",
  ])("metadata %s stays refused, although a range covers it", (ip) => {
    expect(verdict(ip, allow, 80)).toEqual({ allowed: false, reason: "metadata" });
  });

  test.each(["169.254.169.254", "168.63.129.16", "0.0.0.0", "::", "255.255.255.255", "224.0.0.1", "ff02::1", "junk"])(
    "%s stays refused, although the host that resolved to it is named",
    (ip) => {
      expect(verdict(ip, allow, 80, true).allowed).toBe(false);
    },
  );

  test("a named host may resolve to any other address", () => {
    for (const ip of ["192.168.0.1", "127.0.0.1", "::1", "8.8.8.8"])
      expect(verdict(ip, NONE, 80, true)).toEqual({ allowed: true, by: "operator" });
  });
});
