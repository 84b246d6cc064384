"use client";

import { useMessages } from "@/components/ui/locale";
import type { ProducedItem } from "@/lib/contracts/receipts";

import { receiptMessages } from "./messages";

const KINDS = [
  "lead",
  "sale",
  "refund",
  "refund_failed",
  "sale_canceled",
  "dispute",
  "customer",
  "erase",
  "data_request",
  "merge",
  "uninstalled",
  "scopes",
  "email",
  "ignored",
] as const;

/** What one thing that came of an inbound event is called. */
export function useProducedWords(): (item: ProducedItem) => string {
  const t = useMessages(receiptMessages);
  return ({ kind, duplicate }) => {
    const known = KINDS.find((each) => each === kind);
    const what = known === undefined ? kind : t(known);
    return duplicate ? t("knownBefore", { what }) : what;
  };
}
