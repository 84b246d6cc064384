"use client";

import { useState } from "react";
import { useWatch } from "react-hook-form";

import { activityFilters } from "@/components/activity/activity-filters";
import type { ZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { useMessages, useRichMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { RadioGroup } from "@/components/ui/radio-group";
import { Time } from "@/components/ui/time";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { can, has } from "@/lib/contracts/session";

import { type EndpointFormSchema, type EndpointFormValues, toFormValues } from "./endpoint-form";
import { COMPARED_FIELDS, type ComparedField, wordsOf } from "./form-words";
import { endpointMessages } from "./messages";

/** The fields in which two states of an endpoint differ. */
export function differing(one: Endpoint, other: Endpoint): ComparedField[] {
  const [before, after] = [toFormValues(one), toFormValues(other)];
  return COMPARED_FIELDS.map(([key]) => key).filter((key) => wordsOf(before[key]) !== wordsOf(after[key]));
}

export interface ConflictPanelProps {
  /** What the form began with. */
  base: Endpoint;
  /** What somebody else has saved since. */
  stored: Endpoint;
  form: ZodForm<EndpointFormSchema>;
  /** Given what the form is to hold from now on. */
  onChoose: (values: EndpointFormValues) => void;
}

type Side = "mine" | "theirs";

/** Two people changed one endpoint: both values of each field that the other one touched, and which of them stays. */
export function ConflictPanel({ base, stored, form, onChoose }: ConflictPanelProps) {
  const t = useMessages(endpointMessages);
  const mine = useWatch({ control: form.control });
  const [chosen, setChosen] = useState<Partial<Record<ComparedField, Side>>>({});
  const [before, theirs] = [toFormValues(base), toFormValues(stored)];
  const fields = differing(base, stored);
  // What this person has not touched is the other one's; what both have is nobody's to overwrite.
  const sideOf = (key: ComparedField): Side =>
    chosen[key] ?? (wordsOf(mine[key]) === wordsOf(before[key]) ? "theirs" : "mine");

  function apply(): void {
    const taken = fields.filter((key) => sideOf(key) === "theirs");
    onChoose({ ...form.getValues(), ...Object.fromEntries(taken.map((key) => [key, theirs[key]])) });
  }

  return (
    <Panel aria-labelledby="conflict-title">
      <PanelPart className="bg-warning-soft">
        <h2 id="conflict-title" className="text-h3">
          <WhoChanged base={base} stored={stored} />
        </h2>
      </PanelPart>
      {COMPARED_FIELDS.filter(([key]) => fields.includes(key)).map(([key, label]) => (
        <PanelPart key={key} className="flex flex-col gap-2">
          <h3 className="text-h3">{t(label)}</h3>
          <RadioGroup
            label={t(label)}
            value={sideOf(key)}
            onChange={(side) => setChosen({ ...chosen, [key]: side })}
            options={[
              { value: "mine", label: t("keepMine"), help: <Value words={wordsOf(mine[key])} /> },
              { value: "theirs", label: t("takeTheirs"), help: <Value words={wordsOf(theirs[key])} /> },
            ]}
          />
        </PanelPart>
      ))}
      <PanelPart>
        <Button onClick={apply}>{t("useChosen")}</Button>
      </PanelPart>
    </Panel>
  );
}

function Value({ words }: { words: string }) {
  const t = useMessages(endpointMessages);
  return <span className="text-mono-sm text-text-2 font-mono wrap-anywhere">{words || t("empty")}</span>;
}

/** By name where this person may read the log. */
function WhoChanged({ base, stored }: Pick<ConflictPanelProps, "base" | "stored">) {
  const t = useMessages(endpointMessages);
  const rich = useRichMessages(endpointMessages);
  const session = useSession();
  const { data } = useQuery({
    ...auditLogQueries.list(session.workspace.id, activityFilters(stored.id)),
    enabled: can(session, "audit:read") && has(session, "audit_log"),
    staleTime: 0,
  });
  const entry = data?.data.find(({ createdAt, action }) => action === "endpoint.update" && createdAt > base.updatedAt);
  return rich("changedBy", {
    name: entry?.actor.name ?? t("somebodyElse"),
    time: <Time value={stored.updatedAt} />,
  });
}
