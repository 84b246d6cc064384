"use client";

import { ChevronDown, Eye, Search } from "lucide-react";
import { type ReactNode, type Ref, useState } from "react";

import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { TextInput } from "@/components/ui/text-input";
import { TextButton } from "@/components/ui/text-link";
import type { SubscriptionName } from "@/lib/contracts/event-types";

import type { EventGroup } from "./event-groups";
import { endpointMessages } from "./messages";

export interface EventPickerProps {
  groups: readonly EventGroup[];
  value: readonly SubscriptionName[];
  onChange: (value: SubscriptionName[]) => void;
  /** Shows a sample of a type beside the form. */
  onSample: (type: SubscriptionName) => void;
  sampled: SubscriptionName | undefined;
  /** Where the focus goes when something is wrong with the choice. */
  searchRef: Ref<HTMLInputElement>;
  /** The id of what is said to be wrong. */
  describedBy: string | undefined;
}

/** Event types one by one, in families that can be taken whole; nothing chosen here includes types added later. */
export function EventPicker({ groups, value, onChange, onSample, sampled, searchRef, describedBy }: EventPickerProps) {
  const t = useMessages(endpointMessages);
  const [text, setText] = useState("");
  const chosen = new Set(value);
  const all = groups.flatMap(({ types }) => types.map(({ type }) => type));
  const wanted = text.trim().toLowerCase();

  function set(types: readonly SubscriptionName[], on: boolean): void {
    const next = new Set(chosen);
    for (const type of types) {
      if (on) next.add(type);
      else next.delete(type);
    }
    // In the order of the catalogue, whatever the order of the clicks.
    onChange(all.filter((type) => next.has(type)));
  }

  const found = groups
    .map((group) => ({
      ...group,
      shown: group.types.filter(
        ({ type, summary }) => type.includes(wanted) || `${group.title} ${summary}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ shown }) => shown.length > 0);

  return (
    <div className="flex flex-col gap-2.5">
      {value.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {value.map((type) => (
            <Chip key={type} mono thing={type} onRemove={() => set([type], false)}>
              {type}
            </Chip>
          ))}
        </div>
      )}
      <div
        className={cn(
          "rounded-card border-line-2 bg-surface overflow-clip border",
          describedBy && "border-danger-solid",
        )}
      >
        <TextInput
          ref={searchRef}
          type="search"
          aria-describedby={describedBy}
          aria-invalid={describedBy !== undefined || undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          // Enter looks for types here; it must not send the form.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          leading={<Search />}
          aria-label={t("eventsSearch")}
          placeholder={t("eventsSearch")}
          className="ring-inside border-b-line hover:border-b-line rounded-none border-0 border-b bg-transparent py-2"
        />
        {found.length === 0 && <p className="text-small text-text-3 px-3.5 py-4">{t("noTypes", { text })}</p>}
        {found.map(({ key, title, types, shown }) => (
          <Family
            key={key}
            group={key}
            title={title}
            types={types.map(({ type }) => type)}
            chosen={chosen}
            openAtFirst={key === "sale" || key === "short"}
            searching={wanted !== ""}
            onSet={set}
          >
            {shown.map(({ type, summary }) => (
              <li
                key={type}
                className={cn(
                  "flex min-h-8.5 items-center gap-2 ps-9.5 pe-2",
                  sampled === type ? "bg-surface-2" : "hover:bg-surface-2",
                )}
              >
                <Checkbox
                  checked={chosen.has(type)}
                  onCheckedChange={(on) => set([type], on)}
                  className="min-w-0 flex-1 py-1.5"
                >
                  <span className="flex flex-wrap items-baseline gap-x-2.5">
                    <span className="text-mono-sm/5 font-mono" translate="no">
                      {type}
                    </span>
                    <span className="text-small text-text-2">{summary}</span>
                  </span>
                </Checkbox>
                <IconButton
                  size="mini"
                  label={t("showSample", { type })}
                  aria-pressed={sampled === type}
                  icon={<Eye />}
                  onClick={() => onSample(type)}
                />
              </li>
            ))}
          </Family>
        ))}
      </div>
      <p className="text-small text-text-3 flex flex-wrap gap-x-3">
        <TextButton onClick={() => set(all, true)}>{t("selectAll", { n: all.length })}</TextButton>
        {value.length > 0 && <TextButton onClick={() => onChange([])}>{t("clearAll")}</TextButton>}
        <span>{t("laterTypes")}</span>
      </p>
    </div>
  );
}

interface FamilyProps {
  group: string;
  title: string;
  types: readonly SubscriptionName[];
  chosen: ReadonlySet<SubscriptionName>;
  openAtFirst: boolean;
  /** While something is searched, what was found is seen whatever is folded. */
  searching: boolean;
  onSet: (types: readonly SubscriptionName[], on: boolean) => void;
  children: ReactNode;
}

function Family({ group, title, types, chosen, openAtFirst, searching, onSet, children }: FamilyProps) {
  const t = useMessages(endpointMessages);
  const [unfolded, setUnfolded] = useState(openAtFirst);
  const n = types.filter((type) => chosen.has(type)).length;
  const open = unfolded || searching;
  return (
    <fieldset className="min-w-0 not-last:border-b" aria-label={title}>
      <div className="flex min-h-8.5 items-center gap-2 ps-2 pe-3.5">
        <IconButton
          size="mini"
          label={t("familyOpen", { family: title })}
          aria-expanded={open}
          aria-controls={`family-${group}`}
          icon={<ChevronDown className={cn("transition-transform", !open && "-rotate-90 rtl:rotate-90")} />}
          onClick={() => setUnfolded(!open)}
        />
        <Checkbox
          aria-label={t("familyChoose", { family: title })}
          checked={n === types.length}
          indeterminate={n > 0 && n < types.length}
          onCheckedChange={() => onSet(types, n < types.length)}
        />
        <button
          type="button"
          tabIndex={-1}
          aria-hidden
          className="flex min-w-0 flex-1 items-baseline gap-2 py-1.5 text-start"
          onClick={() => setUnfolded(!open)}
        >
          <span className="font-medium">{title}</span>
          <span className="num text-small text-text-3">{t("familyCount", { n, total: types.length })}</span>
        </button>
      </div>
      <ul id={`family-${group}`} hidden={!open}>
        {children}
      </ul>
    </fieldset>
  );
}
