import type { Metadata } from "next";

import { deliveryMessages } from "@/components/deliveries/messages";
import { NoAccess } from "@/components/ui/no-access";
import { pageContext } from "@/lib/server/page-context";
import { titleWithId } from "@/lib/server/page-title";

import { LogDelivery, readDelivery } from "../../../_deliveries/log-delivery";

type Props = PageProps<"/[workspace]/deliveries/[deliveryId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx, allowed } = await pageContext(params, "webhooks:read", "links:read");
  const { deliveryId } = await params;
  const delivery = allowed ? await readDelivery(ctx, deliveryId).catch(() => null) : null;
  return { title: titleWithId(delivery?.eventType ?? deliveryMessages.detail, deliveryId) };
}

export default async function DeliveryPage({ params }: Props) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read", "links:read");
  if (!allowed) return <NoAccess place="deliveries" />;
  return <LogDelivery ctx={ctx} id={(await params).deliveryId} />;
}
