"use client";

import { useEffect } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Verdict } from "@/components/ui/verdict";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Provider } from "@/lib/contracts/providers";
import type { TestedReceipt } from "@/lib/contracts/receipts";
import { SECOND } from "@/lib/shared/time";

import { installationHref } from "./installation-href";
import { testRunMessages } from "./test-run-messages";
import { TestRunSteps } from "./test-run-steps";
import { becameVerdict, wouldVerdict } from "./test-run-verdict";

/** Why nothing was tried at all. */
export function TestRunRefused({ error }: { error: Error }) {
  const t = useMessages(testRunMessages);
  const wait = error instanceof Problem ? error.retryAfterMs : null;
  const title =
    wait === null ? t("refused", { message: error.message }) : t("tooMany", { n: Math.ceil(wait / SECOND) });
  return (
    <div role="alert">
      <Verdict tone="danger" level={3} title={title} />
    </div>
  );
}

export interface TestRunOutcomeProps {
  installationId: string;
  provider: Provider;
  tested: TestedReceipt;
  /** Back to the payload. */
  onChange: () => void;
}

/** The verdict in one sentence, and how it came to it. What was taken in is followed until it is processed. */
export function TestRunOutcome({ installationId, provider, tested, onChange }: TestRunOutcomeProps) {
  const t = useMessages(testRunMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const { receiptId } = tested;
  const { data } = useQuery({
    ...installationQueries.receipt(workspace.id, installationId, receiptId ?? ""),
    enabled: receiptId !== null,
    refetchInterval: usePollUnlessLive(2 * SECOND),
  });
  const receipt = receiptId === null ? null : (data?.data ?? null);
  const verdict = receiptId === null ? wouldVerdict(tested, provider, t, locale) : becameVerdict(receipt, t);
  const { tone, icon, title, detail } = verdict;
  useEffect(() => announce(title), [title]);
  const settings = installationHref(workspace.slug, installationId, "configuration");
  return (
    <>
      <Verdict
        tone={tone}
        icon={icon}
        level={3}
        title={title}
        actions={
          <>
            <Button variant="plain" onClick={onChange}>
              {t("change")}
            </Button>
            {verdict.mayBeMapped && (
              <ButtonLink variant="plain" href={`${settings}#mapping`}>
                {t("openMapping")}
              </ButtonLink>
            )}
            {receiptId !== null && (
              <ButtonLink
                variant="plain"
                href={`${installationHref(workspace.slug, installationId, "inbound")}/${receiptId}`}
              >
                {t("openReceipt")}
              </ButtonLink>
            )}
          </>
        }
      >
        {detail !== null && <p>{detail}</p>}
      </Verdict>
      <TestRunSteps tested={tested} receipt={receipt} />
    </>
  );
}
