"use client";

import { useMessages } from "@/components/ui/locale";
import { NotInPlanState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";

import { integrationMessages } from "./messages";

/** For a workspace whose plan has no integrations. */
export function IntegrationsNotInPlan() {
  const t = useMessages(integrationMessages);
  return (
    <Panel>
      <NotInPlanState plural feature={t("title")} plan="Pro" does={t("does")} />
    </Panel>
  );
}
