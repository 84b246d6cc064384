"use client";

import { useState } from "react";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";
import { useEndTwoStep, useRenewRecoveryCodes } from "@/lib/client/queries/account";
import type { Account } from "@/lib/contracts/account";

import { AccountSection } from "./account-section";
import { CodeDialog } from "./code-dialog";
import { accountMessages } from "./messages";
import { RecoveryCodesDialog } from "./recovery-codes-dialog";
import { SetUpDialog } from "./set-up-dialog";

export function TwoStepSection({ account }: { account: Account }) {
  const t = useMessages(accountMessages);
  const renew = useRenewRecoveryCodes();
  const end = useEndTwoStep();
  const [open, setOpen] = useState<"setUp" | "newCodes" | "turnOff" | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const { on, recoveryCodesLeft } = account.twoStep;
  const close = (): void => setOpen(null);

  return (
    <AccountSection
      id="two-step"
      title={t("twoStep")}
      after={<Badge tone={on ? "success" : "neutral"}>{t(on ? "on" : "off")}</Badge>}
      description={t("twoStepHelp")}
    >
      <PanelPart className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        {on ? (
          <>
            <span className="text-text-2">{t("codesLeft", { n: recoveryCodesLeft })}</span>
            <span className="flex flex-wrap gap-2">
              <Button onClick={() => setOpen("newCodes")}>{t("newCodes")}</Button>
              <Button onClick={() => setOpen("turnOff")}>{t("turnOff")}</Button>
            </span>
          </>
        ) : (
          <Button onClick={() => setOpen("setUp")}>{t("turnOn")}</Button>
        )}
      </PanelPart>
      <SetUpDialog
        key={String(on)}
        open={open === "setUp"}
        onClose={close}
        needsPassword={account.hasPassword}
        onCodes={setCodes}
      />
      <CodeDialog
        open={open === "newCodes"}
        onClose={close}
        title={t("newCodesTitle")}
        action={t("makeCodes")}
        pendingAction={t("makingCodes")}
        onCode={async (code) => {
          const { data } = await renew.mutateAsync({ code });
          setCodes(data.recoveryCodes);
        }}
      >
        {t("newCodesBody")}
      </CodeDialog>
      <CodeDialog
        open={open === "turnOff"}
        onClose={close}
        title={t("turnOffTitle")}
        action={t("turnOff")}
        pendingAction={t("turningOff")}
        tone="danger"
        onCode={async (code) => {
          await end.mutateAsync({ code });
          toast.success(t("turnedOff"));
        }}
      >
        {t("turnOffBody")}
      </CodeDialog>
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </AccountSection>
  );
}
