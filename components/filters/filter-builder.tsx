"use client";

import { Eraser, ListPlus, Plus, SquareDashedMousePointer } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { toast } from "@/components/ui/toast";
import { Verdict } from "@/components/ui/verdict";
import type { SubscriptionName } from "@/lib/contracts/event-types";
import { type Filter, readFilter } from "@/lib/contracts/filter";

import { type Draft, draftOf, filterOf } from "./draft";
import { edit } from "./edit";
import { fieldsOf, typesOf } from "./fields";
import { FilterJson } from "./filter-json";
import { FilterPreview } from "./filter-preview";
import { FilterRows } from "./filter-rows";
import { FilterScopeContext } from "./filter-scope";
import { filterMessages } from "./messages";
import { StartFromEvent } from "./start-from-event";

export interface FilterBuilderProps {
  /** Null lets every event through. */
  value: Filter | null;
  /** Gets the filter as it stands. While a condition is unfinished that is one which the `Filter` schema refuses. */
  onChange: (value: Filter | null) => void;
  /** What the endpoint subscribes to; decides which fields there are and which events are judged. */
  eventTypes: readonly SubscriptionName[];
  /** Of a stored endpoint: the preview then says what would change. */
  endpointId?: string | undefined;
  /** Of a new link webhook: only this link's events are judged. */
  linkId?: string | undefined;
  /** Says which conditions are unfinished, after somebody tried to save. */
  strict?: boolean;
}

/** Which events of the chosen types are wanted: as rows, as a sentence and as JSON, tried on real events at once. */
export function FilterBuilder(props: FilterBuilderProps) {
  const { value, onChange, eventTypes, endpointId, linkId, strict = false } = props;
  const t = useMessages(filterMessages);
  const types = typesOf(eventTypes);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- another list of the same names has the same fields
  const fields = useMemo(() => fieldsOf(types), [types.join()]);
  const [view, setView] = useState<"rows" | "json">("rows");
  const [state, setState] = useState(() => ({ draft: draftOf(value, fields), value }));
  const [choosing, setChoosing] = useState(false);
  // From outside: the form was reset, or the filter was written as JSON.
  if (!same(value, state.value)) setState({ draft: draftOf(value, fields), value });

  function setDraft(draft: Draft): void {
    const next = filterOf(draft);
    setState({ draft, value: next });
    onChange(next);
  }

  function clear(): void {
    const before = state;
    setDraft({ mode: "all", parts: [] });
    toast.undoable(t("cleared"), {
      label: t("undo"),
      onAction: () => {
        setState(before);
        onChange(before.value);
      },
    });
  }

  const scope = {
    events: eventTypes,
    scope: { ...(endpointId !== undefined && { endpointId }), ...(linkId !== undefined && { linkId }) },
  };
  if (types.length === 0 && value === null) return <p className="text-small text-text-3">{t("noTypes")}</p>;
  const { draft } = state;
  return (
    <FilterScopeContext value={scope}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Enter in a condition must not send the form around it */}
      <section aria-label={t("filter")} className="@container flex min-w-0 flex-col gap-4" onKeyDown={keepEnter}>
        {value !== null && (
          <SegmentedControl
            label={t("view")}
            className="self-start"
            value={view}
            // What cannot be read is finished where it was written.
            onChange={(next) => (draft !== null || readFilter(value).issues.length === 0) && setView(next)}
            options={[
              { value: "rows", label: t("viewRows") },
              { value: "json", label: t("viewJson") },
            ]}
          />
        )}
        {view === "json" ? (
          <FilterJson value={value} strict={strict} onChange={onChange} />
        ) : draft === null ? (
          <Verdict tone="info" level={3} title={t("jsonOnly")}>
            {t("jsonOnlyBody")}
          </Verdict>
        ) : draft.parts.length === 0 ? (
          <p className="text-small text-text-2">{t("empty")}</p>
        ) : (
          <FilterRows draft={draft} fields={fields} types={types} strict={strict} onChange={setDraft} />
        )}
        <div className="flex flex-wrap gap-2">
          {view === "rows" && draft !== null && (
            <>
              <Button size="small" icon={<Plus />} onClick={() => setDraft(edit.addCondition(draft))}>
                {t("addCondition")}
              </Button>
              {draft.parts.length > 0 && (
                <Button size="small" icon={<ListPlus />} onClick={() => setDraft(edit.addGroup(draft))}>
                  {t("addGroup")}
                </Button>
              )}
              {types.length > 0 && (
                <Button size="small" icon={<SquareDashedMousePointer />} onClick={() => setChoosing(true)}>
                  {t("startFrom")}
                </Button>
              )}
            </>
          )}
          {value !== null && (
            <Button size="small" variant="ghost" icon={<Eraser />} onClick={clear}>
              {t("clear")}
            </Button>
          )}
        </div>
        {value !== null && types.length > 0 && <FilterPreview value={value} />}
        {draft !== null && (
          <StartFromEvent
            open={choosing}
            onOpenChange={setChoosing}
            types={types}
            fields={fields}
            onCondition={(condition) => setDraft(edit.addCondition(draft, condition))}
          />
        )}
      </section>
    </FilterScopeContext>
  );
}

const same = (one: Filter | null, other: Filter | null): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

/** With Ctrl or Cmd it is meant for the form. */
function keepEnter(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && target instanceof HTMLInputElement)
    event.preventDefault();
}
