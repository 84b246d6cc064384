import pino, { type Logger } from "pino";

import { env } from "@/lib/env";
import { redact, redactText } from "@/lib/webhooks/redaction";

export type { Logger };

/** A logger that writes one JSON line per entry to `write`, secrets masked by name and by pattern. */
export function createLogger(level: string, write?: { write(line: string): void }): Logger {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: "message",
      errorKey: "error",
      formatters: {
        level: (label) => ({ level: label }),
        // Whatever is logged passes here, so that no caller has to remember it.
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      // Errors are written by `redact`, with their causes.
      serializers: { error: (error: unknown) => error },
      hooks: {
        // The last word on the whole line: formatted messages and keys pass here as well.
        streamWrite: (line) => escapeLineBreaks(redactText(line)),
      },
    },
    write ?? pino.destination({ dest: 1, sync: false }),
  );
  const makeChild = Reflect.get(logger, "child") as (...args: unknown[]) => unknown;
  // `this` is the logger whose child is made: children inherit the function, and add to what they already carry.
  logger.child = function childOf(this: Logger, bindings: object, options?: object) {
    return Reflect.apply(makeChild, this, [redact(bindings), options]);
  } as Logger["child"];
  return logger;
}

/** JSON escapes CR, LF and ESC by itself; these break lines in some viewers and are escaped here. */
const escapeLineBreaks = (line: string): string =>
  line.replaceAll(/[\u0085\u2028\u2029]/g, (each) => `\\u${each.codePointAt(0)!.toString(16).padStart(4, "0")}`);

let shared: Logger | undefined;

/** The log of this process. */
export const logger: Pick<Logger, "debug" | "info" | "warn" | "error" | "child" | "flush"> = new Proxy({} as Logger, {
  get(_, name) {
    shared ??= createLogger(env.logLevel);
    const value = Reflect.get(shared, name, shared) as unknown;
    return typeof value === "function" ? (value as (...args: unknown[]) => unknown).bind(shared) : value;
  },
});
