import { LEFT_OUT_REASONS, type LeftOutReason } from "@/lib/contracts/replays";

const WORDS: Readonly<Record<LeftOutReason, string>> = {
  already_delivered: "Delivered already.",
  in_progress: "It is waiting to be sent or being sent already.",
  canceled: "It was canceled in the meantime.",
  discarded: "Discarded when the endpoint was turned on.",
  erased: "The payload was erased and cannot be sent again.",
  expired: "Past the plan's retention.",
  test: "A test is not sent again.",
  not_found: "There is no such delivery in this workspace.",
  not_allowed: "This needs links:update.",
  endpoint_deleted: "The endpoint was deleted.",
  endpoint_paused: "The endpoint is paused.",
  endpoint_disabled: "The endpoint was turned off.",
  plan: "The plan does not include the endpoint.",
};

/** Counts by reason, as they are shown: in the order of the list, those that happened. */
export const leftOutInWords = (counts: Readonly<Record<string, number>>) =>
  LEFT_OUT_REASONS.flatMap((code) => {
    const count = counts[code] ?? 0;
    return count === 0 ? [] : [{ code, message: WORDS[code], count }];
  });
