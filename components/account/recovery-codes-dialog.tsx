"use client";

import { Download } from "lucide-react";

import { Button } from "@/components/ui/button";
import { CopyTextButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";

import { accountMessages } from "./messages";

/** Shows the codes this once. A press outside does not close it. */
export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useMessages(accountMessages);
  const text = `${codes.join("\n")}\n`;

  function save(): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    link.download = t("codesFile");
    link.click();
    URL.revokeObjectURL(link.href);
  }

  return (
    <Dialog
      open
      keepOpen
      onOpenChange={(next) => !next && onClose()}
      title={t("codesTitle")}
      description={t("codesBody")}
      footer={<DialogClose render={<Button variant="primary">{t("done")}</Button>} />}
    >
      <div className="flex flex-col gap-4">
        <ul
          aria-label={t("codesThing")}
          dir="ltr"
          translate="no"
          className="rounded-control bg-code text-mono max-xs:grid-cols-1 grid grid-cols-2 gap-x-6 gap-y-1.5 border p-4 font-mono"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <CopyTextButton value={text} thing={t("codesThing")} />
          <Button icon={<Download />} onClick={save}>
            {t("download")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
