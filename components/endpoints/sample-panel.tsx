"use client";

import { JsonViewer } from "@/components/ui/json-viewer";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { useSession } from "@/lib/client/session";
import { eventType, type EventTypeName, sampleBody } from "@/lib/contracts/event-types";

import { endpointMessages } from "./messages";

/** Before anything is sent: what a receiver will get, with the sample of one type. */
export function SamplePanel({ type }: { type: EventTypeName }) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  const { sample } = eventType(type);
  const text = sampleBody(type, sample, workspace);
  return (
    <Panel aria-labelledby="sample-title">
      <PanelPart className="flex flex-col gap-1">
        <h2 id="sample-title" className="text-h2">
          {t("previewTitle")}
        </h2>
        <p className="text-text-2">{t("previewBody")}</p>
      </PanelPart>
      <PanelPart className="flex flex-col gap-3">
        <h3 className="text-h3">{t("previewSample", { type })}</h3>
        <JsonViewer key={type} text={text} thing={t("previewSampleThing")} />
      </PanelPart>
      <PanelPart>
        <p className="text-small text-text-2">{t("previewSigned")}</p>
      </PanelPart>
    </Panel>
  );
}
