import type { Metadata } from "next";

import { AccountFrame } from "@/components/account/account-frame";
import { AccountView } from "@/components/account/account-view";
import { SkipLinks } from "@/components/shell/skip-links";
import { accountQueries } from "@/lib/client/queries/account";
import { QuerySeeds } from "@/lib/client/use-query";
import { accountPage } from "@/lib/server/account-page";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getAccount } from "@/lib/services/account/get";
import { listSessions } from "@/lib/services/account/sessions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const { ctx, workspace } = await accountPage();
  const state = await prefetch(
    seed(accountQueries.detail(), async () => ({ data: await getAccount(ctx), meta: undefined })),
    seed(accountQueries.sessions(), async () => ({ data: await listSessions(ctx), meta: undefined })),
  );
  return (
    <>
      <SkipLinks />
      <AccountFrame workspace={workspace}>
        <QuerySeeds state={state}>
          <AccountView />
        </QuerySeeds>
      </AccountFrame>
    </>
  );
}
