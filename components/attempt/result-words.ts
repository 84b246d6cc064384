import type { Delivery } from "@/lib/contracts/deliveries";
import type { Translate } from "@/lib/shared/messages";
import { statusName } from "@/lib/shared/presentation/http-status";

import type { attemptMessages } from "./messages";

/** What came back, in two or three words: the name of the code, or what stood in the way of an answer. */
export function resultWords(
  t: Translate<typeof attemptMessages>,
  { statusCode, errorClass }: Pick<Delivery, "statusCode" | "errorClass">,
): string {
  if (errorClass !== null && errorClass !== "http") return t(errorClass);
  if (statusCode === null) return t("failed");
  return statusName(statusCode) ?? String(statusCode);
}
