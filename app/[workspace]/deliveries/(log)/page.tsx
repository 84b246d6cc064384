import type { Metadata } from "next";

export const metadata: Metadata = { title: "Deliveries" };

/** Without an open delivery the list has the whole width. */
export default function DeliveriesPage() {
  return null;
}
