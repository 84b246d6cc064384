import { expect, test } from "vitest";

import { createLogger } from "./logger";

function logged(run: (log: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = [];
  run(createLogger("debug", { write: (line) => void lines.push(line) }));
  return lines;
}

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test("an entry is one line of JSON, whatever is in it", () => {
  const evil = "a\r\nb\u001b[31mc\u2028d\u2029e\u0085f";
  const lines = logged((log) => log.info({ name: evil, nested: { evil } }, evil));
  expect(lines).toHaveLength(1);
  expect(lines[0]!.trimEnd()).not.toMatch(/[\r\n\u001b]/);
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: "info" });
});

test("line separators never reach the log raw", () => {
  const [line] = logged((log) => log.info({ "a\u2028b": "c\u2029d" }, "e\u2028f"));
  expect(line!.trimEnd()).not.toMatch(/[\u0085\u2028\u2029]/);
});

test("secrets are masked by name and by pattern: in fields, messages, errors, causes and bindings", () => {
  const lines = logged((log) => {
    log.info({ password: "hunter2-hunter2", headers: [["authorization", "hunter2-hunter2"]] }, `got ${SECRET}`);
    log.warn({ deep: { note: `Bearer ${SECRET}` } }, "%s", SECRET);
    log.error(new Error(`refused ${SECRET}`, { cause: new Error(SECRET) }));
    log.error({ error: new Error(SECRET) }, "failed");
    log.child({ token: "hunter2-hunter2", note: SECRET }).info("x");
  });
  expect(lines).toHaveLength(5);
  const all = lines.join("");
  expect(all).not.toContain("hunter2");
  expect(all).not.toContain(SECRET.slice(6));
  expect(all).toContain("refused");
});
