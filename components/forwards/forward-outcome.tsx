"use client";

import type { ReactNode } from "react";

import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import type { Forward } from "@/lib/contracts/forwards";

import { forwardMessages } from "./messages";

const REASONS = ["filtered", "muted", "disconnected", "erased", "expired"] as const;
const HELD = { paused: "heldPaused", error: "heldError", plan: "heldPlan", wait: "heldWait" } as const;

/** What became of one, or what it waits for, in words. */
export function useForwardOutcome(): (forward: Forward) => ReactNode {
  const t = useMessages(forwardMessages);
  const rich = useRichMessages(forwardMessages);
  return ({ state, reason, heldBy, error, reference, nextAttemptAt }) => {
    const known = REASONS.find((each) => each === reason);
    if (known !== undefined) return t(known);
    if (heldBy !== null) return t(HELD[heldBy]);
    if (state === "retrying" && nextAttemptAt !== null)
      return (
        <>
          {error} {rich("nextAttempt", { time: <Time value={nextAttemptAt} look="clock" focusable={false} /> })}
        </>
      );
    if (error !== null && state !== "delivered") return error;
    return reference === null ? t("none") : t("reference", { reference });
  };
}
