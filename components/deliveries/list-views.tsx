"use client";

import { useMessages } from "@/components/ui/locale";
import { TabsNav } from "@/components/ui/tabs-nav";
import { TextLink } from "@/components/ui/text-link";

import { deliveryMessages } from "./messages";
import { type DeliverySearch, NO_FILTERS, withDeliverySearch } from "./search-params";

const VIEWS = [
  { key: "all", search: {} },
  { key: "failed", search: { status: ["failed"] } },
  { key: "retrying", search: { status: ["retrying"] } },
  { key: "slow", search: { slow: 2_000 } },
  { key: "held", search: { status: ["held"] } },
  { key: "tests", search: { test: "only" } },
] as const satisfies readonly { key: keyof typeof deliveryMessages; search: Partial<DeliverySearch> }[];

/** The views everyone wants, as addresses. */
export function ListViews({ base, search }: { base: string; search: DeliverySearch }) {
  const t = useMessages(deliveryMessages);
  const here = withDeliverySearch({
    ...search,
    range: null,
    from: null,
    to: null,
    context: null,
    after: null,
    before: null,
    size: null,
  });
  return (
    <div className="flex items-center justify-between gap-4">
      <TabsNav
        label={t("views")}
        tabs={VIEWS.map((view) => {
          // nuqs wants lists it could change.
          const query = withDeliverySearch({ ...NO_FILTERS, ...structuredClone(view.search) });
          return { href: `${base}${query}`, label: t(view.key), current: query === here };
        })}
      />
      <TextLink href={`${base}/replays`} className="text-small whitespace-nowrap">
        {t("replays")}
      </TextLink>
    </div>
  );
}
