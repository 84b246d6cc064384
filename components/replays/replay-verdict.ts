import type { Tone } from "@/components/ui/tone";
import type { Replay } from "@/lib/contracts/replays";
import type { Translate } from "@/lib/shared/messages";

import type { replaysMessages } from "./messages";
import { finishedOf } from "./replay-state";

/** The sentence that opens the page: how it stands, or what came of it. */
export function verdictOf(replay: Replay, t: Translate<typeof replaysMessages>): { tone: Tone; title: string } {
  const { state, stateReason, tryFirst, progress } = replay;
  const { total, waiting, sent, delivered, failed, retrying, leftOut } = progress;
  const done = finishedOf(progress);
  switch (state) {
    case "preparing":
      return { tone: "info", title: t("preparing") };
    case "running":
      if (tryFirst && sent === 1 && delivered + failed === 0)
        return { tone: "info", title: t("tryingFirst", { n: waiting }) };
      return { tone: "info", title: t("running", { done, total, delivered, failed }) };
    case "paused":
      return stateReason?.message
        ? {
            tone: stateReason.code === "person" ? "neutral" : "warning",
            title: t("paused", { done, total, reason: stateReason.message }),
          }
        : { tone: "neutral", title: t("pausedPlain", { done, total }) };
    case "canceled":
      return { tone: "neutral", title: t("canceled", { sent, unsent: waiting }) };
    case "done":
      if (sent === 0 && leftOut === total) return { tone: "neutral", title: t("nothingSent") };
      if (failed > 0) return { tone: "warning", title: t("someFailed", { delivered, total, failed }) };
      if (retrying > 0) return { tone: "info", title: t("someWait", { delivered, total, retrying }) };
      return { tone: "success", title: t("allDelivered", { n: delivered }) };
  }
}
