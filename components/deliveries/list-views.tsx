"use client";

import { useMessages } from "@/components/ui/locale";
import { TabsNav } from "@/components/ui/tabs-nav";

import { deliveryMessages } from "./messages";
import { type DeliverySearch, NO_FILTERS, withDeliverySearch } from "./search-params";

const VIEWS = [
  { key: "all", search: {} },
  { key: "failed", search: { status: ["failed"] } },
  { key: "retrying", search: { status: ["retrying"] } },
  { key: "held", search: { status: ["held"] } },
  { key: "tests", search: { test: "only" } },
] as const satisfies readonly { key: keyof typeof deliveryMessages; search: Partial<DeliverySearch> }[];

/** The views everyone wants, as addresses. */
export function ListViews({ base, search }: { base: string; search: DeliverySearch }) {
  const t = useMessages(deliveryMessages);
  const here = withDeliverySearch({ ...search, after: null, before: null, size: null });
  return (
    <TabsNav
      label={t("views")}
      tabs={VIEWS.map((view) => {
        // nuqs wants lists it could change.
        const query = withDeliverySearch({ ...NO_FILTERS, ...structuredClone(view.search) });
        return { href: `${base}${query}`, label: t(view.key), current: query === here };
      })}
    />
  );
}
