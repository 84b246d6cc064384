"use client";

import { useEffect, useState } from "react";

import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";

import { deliveryMessages } from "./messages";
import { type DeliverySearch, FIRST_PAGE, withDeliverySearch } from "./search-params";

export const NOTHING: ReadonlySet<string> = new Set();

/** What is chosen stays over pages, and goes with the filters that it was chosen under. */
export function useSelection(search: DeliverySearch): [ReadonlySet<string>, (ids: ReadonlySet<string>) => void] {
  const t = useMessages(deliveryMessages);
  const under = withDeliverySearch({ ...search, ...FIRST_PAGE, size: null });
  const [chosen, setChosen] = useState({ under, ids: NOTHING });
  const [lost, setLost] = useState(0);
  const stale = chosen.under !== under;
  if (stale) {
    setChosen({ under, ids: NOTHING });
    if (chosen.ids.size > 0) setLost(lost + 1);
  }
  useEffect(() => {
    if (lost > 0) toast.info(t("selectionCleared"));
  }, [lost, t]);
  return [stale ? NOTHING : chosen.ids, (ids) => setChosen({ under, ids })];
}
