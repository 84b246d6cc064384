"use client";

import { CircleCheck, CircleMinus } from "lucide-react";

import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import type { InboundFlow, Provider } from "@/lib/contracts/providers";
import { isFlowOn } from "@/lib/contracts/settings-rules";

import { settingsMessages } from "./settings-messages";

export interface MappingTableProps {
  provider: Provider;
  /** As they are entered: what a change would turn on or off is seen before it is saved. */
  settings: Readonly<Record<string, unknown>>;
}

const headStyles = "text-caption text-text-2 px-4 pb-2 text-start font-normal";
const cellStyles = "border-t px-4 py-2.5 align-top max-md:block max-md:px-4 max-md:py-1 max-md:border-t-0";

/** Which event of the provider becomes what here, which amount counts, and what the settings turn on or off. */
export function MappingTable({ provider, settings }: MappingTableProps) {
  const t = useMessages(settingsMessages);
  return (
    <Panel id="mapping" aria-labelledby="mapping-title" className="scroll-mt-17">
      <PanelPart className="flex flex-col gap-1">
        <h2 id="mapping-title" className="text-h2">
          {t("mapping")}
        </h2>
        <p className="text-small text-text-2">{t("mappingBody", { name: provider.name })}</p>
      </PanelPart>
      <table aria-labelledby="mapping-title" className="w-full border-separate border-spacing-0">
        <thead className="max-md:sr-only">
          <tr>
            {(["mappingEvent", "mappingBecomes", "mappingAmount"] as const).map((key) => (
              <th key={key} scope="col" className={headStyles}>
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {provider.inbound.map((flow) => (
            <tr key={flow.topic} className="max-md:block max-md:border-t max-md:py-1.5">
              <th scope="row" className={cn(cellStyles, "text-start font-normal md:w-2/5")}>
                <p className="text-mono-sm font-mono wrap-anywhere" dir="ltr" translate="no">
                  {flow.topic}
                </p>
                <p className="text-small text-text-2">{flow.words}</p>
              </th>
              <td className={cellStyles}>
                <Becomes flow={flow} fields={provider.settings} settings={settings} />
              </td>
              <td
                className={cn(cellStyles, "text-small text-text-2 md:w-1/4", flow.amount === null && "max-md:hidden")}
              >
                {flow.amount ?? t("mappingNoAmount")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

interface BecomesProps {
  flow: InboundFlow;
  fields: Provider["settings"];
  settings: MappingTableProps["settings"];
}

function Becomes({ flow, fields, settings }: BecomesProps) {
  const t = useMessages(settingsMessages);
  const { becomes, when } = flow;
  const isOn = isFlowOn(flow, settings);
  const setting = fields.find(({ key }) => key === when?.key)?.label;
  const depends = (type: InboundFlow["becomes"][number]): boolean =>
    when !== null && (when.only.length === 0 || when.only.includes(type));
  return (
    <div className="flex flex-col gap-1">
      <ul className="flex flex-col gap-1">
        {becomes.length === 0 && <Outcome isOn={isOn} name={t("mappingRecord")} />}
        {becomes.map((type) => (
          <Outcome key={type} isOn={isOn || !depends(type)} name={type} isType />
        ))}
      </ul>
      {setting !== undefined && (
        <p className="text-small text-text-2">{t(isOn ? "mappingOnBy" : "mappingOffBy", { setting })}</p>
      )}
    </div>
  );
}

function Outcome({ isOn, name, isType = false }: { isOn: boolean; name: string; isType?: boolean }) {
  const t = useMessages(settingsMessages);
  const Icon = isOn ? CircleCheck : CircleMinus;
  return (
    <li className="flex flex-wrap items-center gap-x-1.5">
      <Icon className={cn("size-4 shrink-0", isOn ? "text-success" : "text-text-3")} aria-hidden />
      <span
        className={cn(isType && "text-mono-sm font-mono", !isOn && "text-text-2")}
        translate={isType ? "no" : "yes"}
      >
        {name}
      </span>
      <span className="text-small text-text-2">{t(isOn ? "mappingOn" : "mappingOff")}</span>
    </li>
  );
}
