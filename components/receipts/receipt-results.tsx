"use client";

import { IdText } from "@/components/ui/id-text";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import type { ReceiptDetail } from "@/lib/contracts/receipts";

import { receiptMessages } from "./messages";
import { useProducedWords } from "./produced-words";

/** Each thing that was made of it, with its record and the reason why it is credited as it is. */
export function ReceiptResults({ receipt: { produced } }: { receipt: ReceiptDetail }) {
  const t = useMessages(receiptMessages);
  const words = useProducedWords();
  if (produced.length === 0) return null;
  return (
    <Panel aria-labelledby="results-title">
      <PanelPart className="pb-2">
        <h3 id="results-title" className="text-h3">
          {t("results")}
        </h3>
      </PanelPart>
      <ul aria-labelledby="results-title">
        {produced.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- what came of one event never changes its order
          <li key={index} className="text-small flex flex-col gap-0.5 border-t px-4 py-2.5">
            <div className="flex flex-wrap items-center gap-x-3">
              <span className="font-medium">{words(item)}</span>
              {item.id !== null && <IdText id={item.id} thing={t("id")} cut="pane" />}
            </div>
            {item.reason !== null && <p className="text-text-2">{item.reason}</p>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
