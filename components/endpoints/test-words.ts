import { Problem } from "@/lib/client/http";
import type { TestResult } from "@/lib/contracts/endpoints";
import type { Translate } from "@/lib/shared/messages";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { SECOND } from "@/lib/shared/time";

import type { endpointMessages } from "./messages";

type T = Translate<typeof endpointMessages>;

/** The result of a test in one sentence, as the head of its panel. */
export function testSentence(result: TestResult, t: T, locale: string): string {
  const attempt = result.attempts.at(-1);
  if (!attempt?.explanation)
    return t("testDelivered", { duration: formatDuration(attempt?.responseTimeMs ?? 0, locale) });
  return attempt.statusCode === null
    ? t("testUnanswered", { headline: attempt.explanation.headline })
    : t("testAnswered", { code: String(attempt.statusCode) });
}

/** The same for those who do not see the panel. */
export function testAnnouncement(result: TestResult, t: T, locale: string): string {
  const attempt = result.attempts.at(-1);
  return attempt?.explanation
    ? t("announceFailed", { headline: attempt.explanation.headline })
    : t("announceDelivered", { duration: formatDuration(attempt?.responseTimeMs ?? 0, locale) });
}

/** Why no test was sent at all. */
export function testRefusal(error: Error, t: T): string {
  const wait = error instanceof Problem ? error.retryAfterMs : null;
  return wait === null
    ? t("testNotSent", { reason: error.message })
    : t("testTooMany", { n: Math.ceil(wait / SECOND) });
}
