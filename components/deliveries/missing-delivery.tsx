"use client";

import { useMessages } from "@/components/ui/locale";
import { MissingState } from "@/components/ui/page-states";

import { useDeliveryLog } from "./delivery-log";
import { deliveryMessages } from "./messages";

/** A delivery that is not here: deleted, past retention, foreign, or never there. */
export function MissingDelivery() {
  const t = useMessages(deliveryMessages);
  const { base } = useDeliveryLog();
  return <MissingState thing={t("thing")} list={t("things")} listHref={base} />;
}
