"use client";

import { Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";

import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { EventTypeName } from "@/lib/contracts/event-types";

import { ConditionRow } from "./condition-row";
import type { Condition, Draft, Group, Mode } from "./draft";
import { edit } from "./edit";
import type { FilterField } from "./fields";
import { filterMessages } from "./messages";

export interface FilterRowsProps {
  draft: Draft;
  fields: readonly FilterField[];
  types: readonly EventTypeName[];
  strict: boolean;
  onChange: (draft: Draft) => void;
}

/** The filter as rows; those of a group stand in a frame. */
export function FilterRows({ draft, fields, types, strict, onChange }: FilterRowsProps) {
  const t = useMessages(filterMessages);
  const updates = types.some((type) => type.endsWith(".updated"));
  const order = draft.parts.flatMap((part) => (part.part === "group" ? part.conditions : [part]));
  const groups = draft.parts.filter((part) => part.part === "group");

  const row = (condition: Condition, index: number, count: number, mode: Mode) => (
    <ConditionRow
      key={condition.key}
      condition={condition}
      fields={fields}
      updates={updates}
      n={order.indexOf(condition) + 1}
      connector={index === 0 ? "where" : mode === "all" ? "and" : "or"}
      strict={strict}
      first={index === 0}
      last={index === count - 1}
      onChange={(change) => onChange(edit.change(draft, condition.key, change))}
      onRemove={() => onChange(edit.remove(draft, condition.key))}
      onMove={(by) => onChange(edit.move(draft, condition.key, by))}
    />
  );

  return (
    <div className="flex flex-col gap-3">
      {draft.parts.length > 1 && (
        <ModeSwitch label={t("mode")} value={draft.mode} onChange={(mode) => onChange(edit.setMode(draft, mode))} />
      )}
      <ul className="flex flex-col gap-3">
        {draft.parts.map((part, index) =>
          part.part === "condition" ? (
            row(part, index, draft.parts.length, draft.mode)
          ) : (
            <GroupFrame
              key={part.key}
              group={part}
              n={groups.indexOf(part) + 1}
              connector={index === 0 ? "where" : draft.mode === "all" ? "and" : "or"}
              onMode={(mode) => onChange(edit.setMode(draft, mode, part.key))}
              onAdd={() => onChange(edit.addToGroup(draft, part.key))}
              onRemove={() => onChange(edit.remove(draft, part.key))}
            >
              {part.conditions.map((condition, at) => row(condition, at, part.conditions.length, part.mode))}
            </GroupFrame>
          ),
        )}
      </ul>
    </div>
  );
}

interface GroupFrameProps {
  group: Group;
  n: number;
  connector: "where" | "and" | "or";
  onMode: (mode: Mode) => void;
  onAdd: () => void;
  onRemove: () => void;
  children: ReactNode;
}

function GroupFrame({ group, n, connector, onMode, onAdd, onRemove, children }: GroupFrameProps) {
  const t = useMessages(filterMessages);
  return (
    <li aria-label={t("group", { n })} className="rounded-control flex flex-col gap-3 border p-3">
      <div className="flex items-center gap-2">
        <span className="text-small text-text-2">{t(connector)}</span>
        <ModeSwitch label={t("modeGroup", { n })} value={group.mode} onChange={onMode} />
        <IconButton
          size="small"
          className="ms-auto"
          label={t("removeGroup", { n })}
          icon={<Trash2 />}
          onClick={onRemove}
        />
      </div>
      <ul className="flex flex-col gap-3">{children}</ul>
      <Button size="small" variant="ghost" icon={<Plus />} className="self-start" onClick={onAdd}>
        {t("addCondition")}
      </Button>
    </li>
  );
}

function ModeSwitch({ label, value, onChange }: { label: string; value: Mode; onChange: (mode: Mode) => void }) {
  const t = useMessages(filterMessages);
  return (
    <SegmentedControl
      label={label}
      className="self-start"
      value={value}
      onChange={onChange}
      options={[
        { value: "all", label: t("all") },
        { value: "any", label: t("any") },
      ]}
    />
  );
}
