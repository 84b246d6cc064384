"use client";

import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useMessages } from "@/components/ui/locale";
import { uiMessages } from "@/components/ui/messages";
import { RadioGroup } from "@/components/ui/radio-group";
import type { EnableEndpointInput } from "@/lib/client/queries/endpoints";
import type { Endpoint } from "@/lib/contracts/endpoints";

import { endpointMessages } from "./messages";

export interface ResumeDialogProps {
  endpoint: Endpoint;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  pending: boolean;
  onEnable: (choice: EnableEndpointInput) => void;
}

/** Asks what becomes of the events that were held, before an endpoint receives again. */
export function ResumeDialog({ endpoint, open, onOpenChange, pending, onEnable }: ResumeDialogProps) {
  const t = useMessages(endpointMessages);
  const ui = useMessages(uiMessages);
  const [held, setHeld] = useState<"send" | "discard">("send");
  const n = endpoint.heldCount;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("resumeQuestion", { name: endpoint.name })}
      description={t("resumeBody", { n })}
      footer={
        <>
          <DialogClose render={<Button>{ui("cancel")}</Button>} />
          <Button
            variant={held === "discard" ? "danger" : "primary"}
            pending={pending}
            pendingLabel={t("enabling")}
            onClick={() => onEnable({ held })}
          >
            {t(held === "discard" ? "resumeActionDiscard" : "resumeActionSend", { n })}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t("resumeChoice")}
        value={held}
        onChange={setHeld}
        options={[
          { value: "send", label: t("resumeSend", { n }), help: t("resumeSendHelp") },
          { value: "discard", label: t("resumeDiscard", { n }), help: t("resumeDiscardHelp") },
        ]}
      />
    </Dialog>
  );
}
