"use client";

import { useMessages } from "@/components/ui/locale";
import { Panel } from "@/components/ui/panel";
import { needingAttention } from "@/lib/client/needing-attention";
import type { Overview } from "@/lib/contracts/overview";

import { IncidentRow, RecoveredRow } from "./incident-row";
import { overviewMessages } from "./messages";
import { StoppedRow } from "./stopped-row";

const ROWS_MAX = 5;

/** What needs a person, worst first: endpoints that fail, integrations that stopped, and what is over and left something. */
export function AttentionList({ overview }: { overview: Overview }) {
  const t = useMessages(overviewMessages);
  const incidents = needingAttention(overview);
  const stopped = overview.integrations.filter(({ status }) => status === "error");
  const endpointOf = (id: string) => overview.endpoints.find((endpoint) => endpoint.id === id);
  const rows = [
    ...incidents.map((incident, at) => (
      <IncidentRow key={incident.id} incident={incident} endpoint={endpointOf(incident.endpointId)} first={at === 0} />
    )),
    ...stopped.map((integration, at) => (
      <StoppedRow key={integration.id} integration={integration} first={incidents.length === 0 && at === 0} />
    )),
    ...overview.recovered.map((incident) => <RecoveredRow key={incident.id} incident={incident} />),
  ].slice(0, ROWS_MAX);
  if (rows.length === 0) return null;
  return (
    <Panel aria-label={t("attention")}>
      <ul>{rows}</ul>
    </Panel>
  );
}
