import type { Metadata } from "next";

import { LinkFacts } from "@/components/links/link-facts";

import { linkMetadata } from "../read";

type Props = PageProps<"/[workspace]/links/[linkId]">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> => linkMetadata(params);

export default async function LinkPage({ params }: Props) {
  return <LinkFacts linkId={(await params).linkId} />;
}
