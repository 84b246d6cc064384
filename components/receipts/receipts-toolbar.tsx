"use client";

import { Search } from "lucide-react";
import { useRef } from "react";

import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { MenuSelect } from "@/components/ui/menu-select";
import { useShortcut } from "@/components/ui/shortcuts";
import { STATUS, statusMessages } from "@/components/ui/status";
import { TextInput } from "@/components/ui/text-input";
import { RECEIPT_STATES } from "@/lib/contracts/receipts";

import { receiptMessages } from "./messages";
import { RECEIPT_RANGES, type ReceiptSearch } from "./search-params";

const ANY = "any";
const TYPING_MS = 300;

export const RANGE_WORDS = { "1h": "last1h", "24h": "last24h", "7d": "last7d", "30d": "last30d" } as const;

/** A duplicate leaves no row of its own: it is told with the first. */
const SHOWN_STATES = RECEIPT_STATES.filter((state) => state !== "duplicate");

export interface ReceiptsToolbarProps {
  search: ReceiptSearch;
  /** The provider's events that can come in. */
  topics: readonly string[];
  onChange: (change: Partial<ReceiptSearch>) => void;
}

/** What narrows the list of inbound events. */
export function ReceiptsToolbar({ search, topics, onChange }: ReceiptsToolbarProps) {
  const t = useMessages(receiptMessages);
  const states = useMessages(statusMessages);
  const input = useRef<HTMLInputElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShortcut("/", t("search"), () => input.current?.focus());
  const { status, topic, range, q } = search;
  const known = topic === null || topics.includes(topic) ? topics : [topic, ...topics];

  function handleType(text: string): void {
    clearTimeout(typing.current);
    typing.current = setTimeout(() => onChange({ q: text.trim() || null }), TYPING_MS);
  }

  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="w-full sm:w-72">
        <TextInput
          // A search that was taken off elsewhere empties the field too.
          key={q === null ? "none" : "some"}
          ref={input}
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          defaultValue={q ?? ""}
          onChange={(event) => handleType(event.target.value)}
          leading={<Search />}
          trailing={<KeyCap>/</KeyCap>}
        />
      </div>
      <MenuSelect
        label={t("status")}
        align="start"
        value={status ?? ANY}
        options={[
          { value: ANY, label: t("anyStatus") },
          ...SHOWN_STATES.map((value) => ({ value, label: states(STATUS.inbound[value].label) })),
        ]}
        onChange={(value) => onChange({ status: RECEIPT_STATES.find((each) => each === value) ?? null })}
      />
      <MenuSelect
        label={t("topic")}
        align="start"
        value={topic ?? ANY}
        options={[{ value: ANY, label: t("anyTopic") }, ...known.map((value) => ({ value, label: value }))]}
        onChange={(value) => onChange({ topic: value === ANY ? null : value })}
      />
      <MenuSelect
        label={t("range")}
        align="start"
        value={range ?? ANY}
        options={[
          { value: ANY, label: t("anyTime") },
          ...RECEIPT_RANGES.map((value) => ({ value, label: t(RANGE_WORDS[value]) })),
        ]}
        onChange={(value) => onChange({ range: RECEIPT_RANGES.find((each) => each === value) ?? null })}
      />
    </div>
  );
}
