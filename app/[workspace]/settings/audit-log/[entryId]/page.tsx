import type { Metadata } from "next";

import { AuditEntryView } from "@/components/audit/entry-view";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { NoAccess } from "@/components/ui/no-access";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { titleWithId } from "@/lib/server/page-title";
import { getAuditEntry } from "@/lib/services/audit-log/list";
import { resolveId } from "@/lib/services/resolve/resolve";

type Props = PageProps<"/[workspace]/settings/audit-log/[entryId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: titleWithId("Audit entry", (await params).entryId) };
}

export default async function AuditEntryPage({ params }: Props) {
  const { ctx, allowed } = await pageContext(params, "audit:read");
  if (!allowed) return <NoAccess place="auditLog" />;
  const { entryId } = await params;
  const entry = await getAuditEntry(ctx, entryId).catch(notFoundIfMissing);
  // What was changed may be gone.
  const object = await resolveId(ctx, entry.object.id).catch(() => null);
  return (
    <>
      <BreadcrumbLabel segment={entryId} label="Entry" />
      <AuditEntryView entry={entry} objectPath={object?.path ?? null} />
    </>
  );
}
