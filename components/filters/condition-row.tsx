"use client";

import { ArrowDown, ArrowUp, CircleAlert, Ellipsis, Trash2 } from "lucide-react";
import { useId } from "react";

import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import type { ValueKind } from "@/lib/contracts/event-types";

import { ConditionValue } from "./condition-value";
import { type Condition, fullPath, isFinished } from "./draft";
import type { FilterField } from "./fields";
import { filterMessages } from "./messages";
import { isOperatorOf, type Operator, operatorsOf, TAKES } from "./operators";
import { SuggestInput } from "./suggest-input";

export interface ConditionRowProps {
  condition: Condition;
  fields: readonly FilterField[];
  /** One of the chosen types carries old values. */
  updates: boolean;
  /** Which row it is, counted over all of them. */
  n: number;
  connector: "where" | "and" | "or";
  /** What is unfinished is said to be. */
  strict: boolean;
  first: boolean;
  last: boolean;
  onChange: (change: Partial<Condition>) => void;
  onRemove: () => void;
  onMove: (by: 1 | -1) => void;
}

const TYPES = { text: "typeText", number: "typeNumber", boolean: "typeBoolean" } as const;

/** One condition: field, comparison, value. */
export function ConditionRow(props: ConditionRowProps) {
  const { condition, fields, updates, n, connector, strict, first, last, onChange, onRemove, onMove } = props;
  const t = useMessages(filterMessages);
  const errorId = useId();
  const path = fullPath(condition.path);
  const field = fields.find((each) => each.path === path);
  const unfinished = strict && !isFinished(condition);
  const describedBy = unfinished ? errorId : undefined;
  const money = field?.kind === "number" && /minor units/i.test(field.description ?? "");

  function setPath(typed: string): void {
    const kind = fields.find((each) => each.path === fullPath(typed))?.kind;
    onChange({ path: typed, ...(kind && kind !== condition.as && asKind(condition, kind)) });
  }

  return (
    <li aria-label={t("condition", { n })} className="flex flex-col gap-1">
      <div className="grid grid-cols-[1fr_auto] items-start gap-x-1.5 gap-y-1.5 @min-[26rem]:grid-cols-[3rem_minmax(0,1fr)_auto]">
        <span className="text-small text-text-2 flex min-h-8 items-center">{t(connector)}</span>
        <div className="grid min-w-0 gap-1.5 @max-[26rem]:order-1 @max-[26rem]:col-span-2 @min-[26rem]:grid-cols-[minmax(0,1.15fr)_minmax(0,0.85fr)]">
          <SuggestInput
            label={t("field", { n })}
            value={condition.path}
            onChange={setPath}
            onSettled={(typed) => fullPath(typed) !== typed && onChange({ path: fullPath(typed) })}
            placeholder={t("fieldPlaceholder")}
            suggestions={useFieldSuggestions(fields)}
            invalid={unfinished && path.length <= "data.".length}
            describedBy={describedBy}
          />
          <Select<Operator>
            aria-label={t("operator", { n })}
            value={condition.operator}
            onChange={(operator) => onChange(withOperator(condition, operator))}
            options={operatorsOf(condition.as, updates || isAboutChange(condition.operator)).map(
              ({ operator, words }) => ({ value: operator, label: t(words) }),
            )}
          />
          <div className="flex min-w-0 flex-col gap-1.5 @min-[26rem]:col-span-2">
            <ConditionValue
              condition={condition}
              field={field}
              n={n}
              invalid={unfinished}
              describedBy={describedBy}
              onChange={(values) => onChange({ values })}
            />
            {!field && path.length > "data.".length && TAKES[condition.operator] !== 0 && (
              <div className="text-small text-text-3 flex flex-wrap items-center gap-x-2 gap-y-1">
                <Select
                  size="small"
                  look="button"
                  aria-label={t("valueType", { n })}
                  value={condition.as}
                  onChange={(as) => onChange(asKind(condition, as))}
                  options={Object.entries(TYPES).map(([value, label]) => ({
                    value: value as ValueKind,
                    label: t(label),
                  }))}
                />
                {t("noField")}
              </div>
            )}
            {TAKES[condition.operator] !== 0 && (condition.as === "time" || money) && (
              <p className="text-small text-text-3">{t(money ? "minorUnits" : "utc")}</p>
            )}
          </div>
        </div>
        <Menu
          trigger={
            <IconButton label={t("menu", { n })} icon={<Ellipsis />} className="@max-[26rem]:justify-self-end" />
          }
        >
          {!first && (
            <MenuItem icon={<ArrowUp />} onSelect={() => onMove(-1)}>
              {t("moveUp")}
            </MenuItem>
          )}
          {!last && (
            <MenuItem icon={<ArrowDown />} onSelect={() => onMove(1)}>
              {t("moveDown")}
            </MenuItem>
          )}
          <MenuItem icon={<Trash2 />} onSelect={onRemove}>
            {t("remove")}
          </MenuItem>
        </Menu>
      </div>
      {unfinished && (
        <p id={errorId} className="text-small text-danger flex items-start gap-1.5">
          <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
          {t("unfinished")}
        </p>
      )}
    </li>
  );
}

const isAboutChange = (operator: Operator): boolean => operator === "changed" || operator === "unchanged";

/** The values stay as far as the other operator takes them. */
function withOperator({ values }: Condition, operator: Operator): Partial<Condition> {
  const takes = TAKES[operator];
  return { operator, values: takes === "many" ? values.filter((each) => each !== "") : values.slice(0, takes) };
}

/** Read as another kind, a condition keeps its comparison where that kind has it, and begins its values anew. */
function asKind({ operator }: Condition, as: ValueKind): Partial<Condition> {
  const [usual] = operatorsOf(as, false);
  return { as, operator: isOperatorOf(as, operator) || !usual ? operator : usual.operator, values: [] };
}

const KINDS = {
  text: "kindText",
  number: "kindNumber",
  boolean: "kindBoolean",
  time: "kindTime",
  list: "kindList",
  object: "kindObject",
} as const;

/** The fields under the object that holds them, with what they are and what the sample has. */
function useFieldSuggestions(fields: readonly FilterField[]) {
  const t = useMessages(filterMessages);
  const groups = new Map<string, FilterField[]>();
  for (const field of fields) {
    const parent = field.path.split(".").slice(0, -1).join(".");
    groups.set(parent, [...(groups.get(parent) ?? []), field]);
  }
  return [...groups].map(([value, items]) => ({
    value,
    items: items.map((field) => ({
      value: field.path,
      aside: t(KINDS[field.kind]),
      help: [
        field.description,
        field.example && t("example", { value: field.example }),
        field.only.length > 0 && t("only", { types: field.only.join(", ") }),
      ]
        .filter(Boolean)
        .join(" · "),
    })),
  }));
}
