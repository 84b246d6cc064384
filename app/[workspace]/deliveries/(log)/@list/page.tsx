import { loadDeliverySearch } from "@/components/deliveries/search-params";
import { NoAccess } from "@/components/ui/no-access";
import { pageContext } from "@/lib/server/page-context";

import { LogList } from "../../../_deliveries/log-list";

export default async function DeliveryListSlot({ params, searchParams }: PageProps<"/[workspace]/deliveries">) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read", "links:read");
  if (!allowed) return <NoAccess place="deliveries" />;
  return <LogList ctx={ctx} search={await loadDeliverySearch(searchParams)} />;
}
