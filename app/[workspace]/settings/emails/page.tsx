import type { Metadata } from "next";
import { Suspense } from "react";

import { EmailsLoading } from "@/components/emails/email-list";
import { EmailsView } from "@/components/emails/emails-view";
import { emailFiltersOf, loadEmailSearch } from "@/components/emails/search-params";
import { NoAccess } from "@/components/ui/no-access";
import { emailQueries, SUPPRESSIONS_AT_ONCE } from "@/lib/client/queries/emails";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListEmails } from "@/lib/contracts/emails";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { isMailSetUp } from "@/lib/services/account/mail";
import { listEmails, listSuppressions } from "@/lib/services/emails/list";

export const metadata: Metadata = { title: "E-mails" };

export default async function EmailsPage({ params, searchParams }: PageProps<"/[workspace]/settings/emails">) {
  const { ctx, allowed } = await pageContext(params, "workspace:update");
  if (!allowed) return <NoAccess place="emails" />;
  const { id } = ctx.workspace;
  const search = await loadEmailSearch(searchParams);
  const filters = emailFiltersOf(search);
  const state = await prefetch(
    seed(emailQueries.list(id, filters), () => listEmails(ctx, ListEmails.parse(filters))),
    seed(emailQueries.suppressions(id), () => listSuppressions(ctx, { page: 1, limit: SUPPRESSIONS_AT_ONCE })),
  );
  return (
    <QuerySeeds state={state}>
      <Suspense fallback={<EmailsLoading />}>
        <EmailsView mailSetUp={isMailSetUp()} />
      </Suspense>
    </QuerySeeds>
  );
}
