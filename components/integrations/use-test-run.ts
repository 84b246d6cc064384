"use client";

import { useState } from "react";

import { parseJson, type ParsedJson } from "@/components/attempt/payload-check";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Receipt, ReceiptSample } from "@/lib/contracts/receipts";

import { useSettled } from "./use-settled";

/** Stands for the last event that the provider itself sent; no topic is named so. */
export const LAST_REAL = "last real";

const LAST = { limit: "10" } as const;
/** What tests of this kind were taken in as. */
const isTest = ({ externalId }: Receipt): boolean => externalId.startsWith("test:");

export interface TestRunDraft {
  samples: readonly ReceiptSample[];
  lastReal: { topic: string; receivedAt: string } | null;
  /** A topic, or `LAST_REAL`. */
  choice: string;
  topic: string;
  text: string;
  isEdited: boolean;
  isDry: boolean;
  /** What is wrong with the text: at once where a run asks, else once typing has paused and the field was left. */
  broken: ParsedJson | null;
  isBroken: boolean;
  choose: (choice: string) => void;
  setText: (text: string) => void;
  setDry: (isDry: boolean) => void;
  leave: () => void;
  reset: () => void;
}

/** An event of the provider as it is being put together. What was not typed in follows from the choice. */
export function useTestRun(installationId: string, samples: readonly ReceiptSample[]): TestRunDraft {
  const { workspace } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [wasLeft, setLeft] = useState(false);
  const [isDry, setDry] = useState(true);

  const receipts = useQuery(installationQueries.receipts(workspace.id, installationId, LAST));
  const real = receipts.data?.data.find((each) => !isTest(each) && each.topic !== null);
  const detail = useQuery({
    ...installationQueries.receipt(workspace.id, installationId, real?.id ?? ""),
    enabled: real !== undefined,
  }).data?.data;
  const body = detail?.body ?? null;

  const choice = chosen ?? samples[0]?.topic ?? "";
  const isReal = choice === LAST_REAL;
  const begun = isReal ? readable(body ?? "") : (samples.find(({ topic }) => topic === choice)?.body ?? "");
  const text = typed ?? begun;
  const settled = useSettled(text);
  return {
    samples,
    lastReal: real && body !== null ? { topic: real.topic ?? "", receivedAt: real.receivedAt } : null,
    choice,
    topic: isReal ? (real?.topic ?? "") : choice,
    text,
    isEdited: typed !== null,
    isDry: isDry || workspace.mode === "live",
    broken: wasLeft ? brokenIn(settled) : null,
    isBroken: brokenIn(text) !== null,
    choose: (next) => {
      setChosen(next);
      setTyped(null);
    },
    setText: setTyped,
    setDry,
    leave: () => setLeft(true),
    reset: () => setTyped(null),
  };
}

/** A provider writes an object, or a list of them. */
function brokenIn(text: string): ParsedJson | null {
  const parsed = parseJson(text);
  return typeof parsed.value === "object" && parsed.value !== null ? null : parsed;
}

/** As it came, in lines where it is JSON. */
function readable(body: string): string {
  const { value } = parseJson(body);
  return value === undefined ? body : JSON.stringify(value, null, 2);
}
