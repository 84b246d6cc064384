import type { Metadata } from "next";
import type { ReactNode } from "react";

import { ReferenceFrame } from "@/components/reference/reference-frame";
import { isSignedIn } from "@/lib/server/page-context";
import { referenceDocument } from "@/lib/server/reference/document";
import { referenceGroups } from "@/lib/server/reference/operations";

export const metadata: Metadata = { title: { default: "API reference", template: "%s · API reference · Linquid" } };

/** Readable without signing in: it says nothing of anybody. */
export default async function ReferenceLayout({ children }: { children: ReactNode }) {
  return (
    <ReferenceFrame groups={referenceGroups()} version={referenceDocument().info.version} signedIn={await isSignedIn()}>
      {children}
    </ReferenceFrame>
  );
}
