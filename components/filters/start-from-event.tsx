"use client";

import { useState } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { JsonViewer } from "@/components/ui/json-viewer";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { eventQueries } from "@/lib/client/queries/events";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { eventType, type EventTypeName, type ValueKind } from "@/lib/contracts/event-types";

import { type Condition, newCondition } from "./draft";
import type { FilterField } from "./fields";
import { filterMessages } from "./messages";

export interface StartFromEventProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  types: readonly EventTypeName[];
  fields: readonly FilterField[];
  onCondition: (condition: Condition) => void;
}

const OFFERED = "20";
const SAMPLE = "sample:";

/** A real event whose values become conditions at a click. */
export function StartFromEvent({ open, onOpenChange, ...rest }: StartFromEventProps) {
  const t = useMessages(filterMessages);
  return (
    <Dialog
      size="medium"
      open={open}
      onOpenChange={onOpenChange}
      title={t("startTitle")}
      description={t("startBody")}
      footer={<DialogClose render={<Button variant="primary">{t("startDone")}</Button>} />}
    >
      <Choice {...rest} />
    </Dialog>
  );
}

function Choice({ types, fields, onCondition }: Omit<StartFromEventProps, "open" | "onOpenChange">) {
  const t = useMessages(filterMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const [added, setAdded] = useState(0);
  const recent = useQuery(eventQueries.list(workspace.id, { type: types.join(","), limit: OFFERED }));
  const events = recent.data?.data ?? [];
  const id = chosen ?? events[0]?.id ?? (recent.isSuccess ? SAMPLE + types[0] : null);
  const ofSample = id?.startsWith(SAMPLE) ? types.find((type) => id === SAMPLE + type) : undefined;
  const detail = useQuery({
    ...eventQueries.detail(workspace.id, id ?? ""),
    enabled: id !== null && ofSample === undefined,
  });
  const event = detail.data?.data;
  const hiddenType = event && event.body === null ? types.find((type) => type === event.type) : undefined;
  const sampled = ofSample ?? hiddenType;
  const text = sampled ? JSON.stringify({ data: eventType(sampled).sample }, null, 2) : event?.body;
  const when = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });

  function add(path: string, value: string): void {
    // A list stands for its entries, so its positions are no part of the path.
    const names = path.split(".").filter((name) => !/^\d+$/.test(name));
    if (names[0] !== "data" || names.length < 2) return;
    const field = names.join(".");
    onCondition(newCondition({ path: field, ...comparing(fields.find((each) => each.path === field)?.kind, value) }));
    setAdded(added + 1);
    announce(t("startAnnounce", { path: field, value }));
  }

  return (
    <div className="flex flex-col gap-4">
      <Field label={t("startEvent")} {...(recent.isSuccess && events.length === 0 && { help: t("startNone") })}>
        <Select
          value={id}
          onChange={setChosen}
          options={[
            ...events.map((each) => ({
              value: each.id,
              label: `${each.type} · ${when.format(new Date(each.createdAt))}`,
            })),
            ...types.map((type) => ({ value: SAMPLE + type, label: t("startSampleOf", { type }) })),
          ]}
        />
      </Field>
      {hiddenType && <p className="text-small text-text-2">{t("startHidden")}</p>}
      {text ? (
        <JsonViewer key={id} text={text} thing={t("payloadThing")} onFilter={add} />
      ) : (
        <p className="text-small text-text-3">{t("loading")}</p>
      )}
      <output className="text-small text-text-2">{t("startAdded", { n: added })}</output>
    </div>
  );
}

/** The row that holds for just this value. */
function comparing(kind: ValueKind | undefined, value: string): Pick<Condition, "as" | "operator" | "values"> {
  switch (kind) {
    case "number":
    case "boolean":
    case "text":
      return { as: kind, operator: "eq", values: [value] };
    case "list":
      return { as: "list", operator: "in", values: [value] };
    case "time":
      return { as: "time", operator: "gte", values: [value] };
    default:
      // Metadata: what it is can be seen from it.
      if (value === "true" || value === "false") return { as: "boolean", operator: "eq", values: [value] };
      if (value !== "" && Number.isFinite(Number(value))) return { as: "number", operator: "eq", values: [value] };
      return { as: "text", operator: "eq", values: [value] };
  }
}
