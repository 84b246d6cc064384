"use client";

import { useMessages } from "@/components/ui/locale";
import { TabsNav } from "@/components/ui/tabs-nav";
import { viewQueries } from "@/lib/client/queries/views";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";

import { useDeliveryLog } from "./delivery-log";
import { ExportMenu } from "./export-menu";
import { ListMenu } from "./list-menu";
import { deliveryMessages } from "./messages";
import { SaveView } from "./save-view";
import { type DeliverySearch, NO_FILTERS, withDeliverySearch } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

const VIEWS = [
  { key: "all", search: {} },
  { key: "failed", search: { status: ["failed"] } },
  { key: "retrying", search: { status: ["retrying"] } },
  { key: "slow", search: { slow: 2_000 } },
  { key: "held", search: { status: ["held"] } },
  { key: "tests", search: { test: "only" } },
] as const satisfies readonly { key: keyof typeof deliveryMessages; search: Partial<DeliverySearch> }[];

const NO_RANGE = { range: null, from: null, to: null, context: null } as const;
const NO_PAGE = { after: null, before: null, size: null } as const;

/** The views everyone wants, then those that were saved, all as addresses; beside them what can be done with the whole. */
export function ListViews() {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const { base, endpointId } = useDeliveryLog();
  const [, , search] = useDeliverySearch();
  // What people keep is kept for the log of all.
  const keeps = endpointId === undefined;
  const { data } = useQuery({ ...viewQueries.list(workspace.id, "deliveries"), enabled: keeps });
  const whole = withDeliverySearch({ ...search, ...NO_PAGE, context: null });
  const filters = withDeliverySearch({ ...search, ...NO_PAGE, ...NO_RANGE });
  const saved = keeps ? (data?.data ?? []) : [];
  const current = saved.find((view) => `?${view.query}` === whole);
  return (
    <div className="flex items-center gap-2">
      <div className="min-w-0 flex-1">
        <TabsNav
          label={t("views")}
          tabs={[
            ...VIEWS.map((view) => {
              // nuqs wants lists it could change.
              const own = withDeliverySearch({ ...NO_FILTERS, ...structuredClone(view.search) });
              const { range, from, to } = search;
              const query = withDeliverySearch({ ...NO_FILTERS, ...structuredClone(view.search), range, from, to });
              return { href: `${base}${query}`, label: t(view.key), current: !current && own === filters };
            }),
            ...saved.map((view) => ({
              href: `${base}?${view.query}`,
              label: view.name,
              current: view.id === current?.id,
            })),
          ]}
        />
      </div>
      {keeps && <SaveView query={whole.slice(1)} current={current} />}
      <ExportMenu />
      <ListMenu />
    </div>
  );
}
