"use client";

import { KeyRound } from "lucide-react";

import { KeyValueTable } from "@/components/ui/key-value-table";
import { useMessages } from "@/components/ui/locale";
import { Mask } from "@/components/ui/mask";

import { attemptMessages } from "./messages";

export interface HeaderTableProps {
  caption: string;
  headers: readonly (readonly [string, string])[];
  /** Off for people who may not see payloads: names stay, values are hidden. */
  valuesVisible: boolean;
}

const SIGNATURE = /^(?:webhook|svix)-(?:id|timestamp|signature)$/i;

/** Headers as they went over the wire. Those that make up the signature carry a key. */
export function HeaderTable({ caption, headers, valuesVisible }: HeaderTableProps) {
  const t = useMessages(attemptMessages);
  if (headers.length === 0) return <p className="text-small text-text-3">{t("headersNone")}</p>;
  return (
    <KeyValueTable
      mono
      caption={caption}
      rows={headers.map(([name, value], index) => ({
        key: `${index} ${name}`,
        name: SIGNATURE.test(name) ? (
          <span className="inline-flex items-center gap-1.5">
            {name}
            <KeyRound className="text-text-3 size-3" aria-hidden />
            <span className="sr-only">{t("signs")}</span>
          </span>
        ) : (
          name
        ),
        value: valuesVisible ? value : <Mask reason={t("bodyHidden")} />,
      }))}
    />
  );
}
