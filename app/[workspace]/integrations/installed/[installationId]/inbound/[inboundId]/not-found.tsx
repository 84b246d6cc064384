"use client";

import { useParams } from "next/navigation";

import { MissingReceipt } from "@/components/receipts/receipt-states";

export default function NoSuchInboundEvent() {
  const { installationId } = useParams<{ installationId: string }>();
  return <MissingReceipt installationId={installationId} />;
}
