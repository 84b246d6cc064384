"use client";

import { useQueryStates } from "nuqs";

import { FormNotice } from "@/components/form/form-notice";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";

import { EmailList } from "./email-list";
import { EmailSheet } from "./email-sheet";
import { emailMessages } from "./messages";
import { emailParsers } from "./search-params";
import { SuppressionsSection } from "./suppressions-section";

/** What the workspace sent, and who gets nothing any more. */
export function EmailsView({ mailSetUp }: { mailSetUp: boolean }) {
  const t = useMessages(emailMessages);
  const [search, setSearch] = useQueryStates(emailParsers, { history: "push", scroll: false });
  return (
    <Page>
      <PageHeader title={t("title")} description={t("intro")} />
      {!mailSetUp && (
        <FormNotice tone="info">
          <strong className="block font-medium">{t("notSetUp")}</strong>
          {t("notSetUpBody")}
        </FormNotice>
      )}
      <EmailList search={search} onSearch={(change) => void setSearch(change)} />
      <SuppressionsSection />
      <EmailSheet id={search.email} onClose={() => void setSearch({ email: null })} />
    </Page>
  );
}
