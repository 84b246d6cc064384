import type { Metadata } from "next";

import { LinkFacts } from "@/components/links/link-facts";

export const metadata: Metadata = { title: "Link" };

export default async function LinkPage({ params }: PageProps<"/[workspace]/links/[linkId]">) {
  return <LinkFacts linkId={(await params).linkId} />;
}
