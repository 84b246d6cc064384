import type { Metadata } from "next";
import { notFound } from "next/navigation";

import { OperationView } from "@/components/reference/operation-view";
import { referenceOperation } from "@/lib/server/reference/operations";
import { planOfFeature } from "@/lib/server/reference/plans";
import { tryWorkspaces } from "@/lib/server/reference/workspaces";

type Props = PageProps<"/api-reference/[group]/[operation]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { group, operation } = await params;
  return { title: referenceOperation(group, operation)?.title ?? "Not here" };
}

export default async function OperationPage({ params }: Props) {
  const { group, operation: verb } = await params;
  const operation = referenceOperation(group, verb);
  if (!operation) notFound();
  return (
    <OperationView
      // What was typed and answered belongs to one operation.
      key={operation.id}
      operation={operation}
      plan={planOfFeature(operation.feature)}
      workspaces={await tryWorkspaces()}
    />
  );
}
