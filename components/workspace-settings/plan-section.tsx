"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";

import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { KeyValueTable } from "@/components/ui/key-value-table";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useChangePlan } from "@/lib/client/queries/workspaces";
import { useSession } from "@/lib/client/session";
import { type Plan, PLANS } from "@/lib/contracts/permissions";
import { can } from "@/lib/contracts/session";
import type { Workspace } from "@/lib/contracts/workspaces";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { workspaceMessages } from "./messages";

const COUNTED = ["webhooks", "destinations", "apiKeys", "members", "links"] as const;

/** What the plan includes and how much of it is used; its owner changes it. */
export function PlanSection({ workspace }: { workspace: Workspace }) {
  const t = useMessages(workspaceMessages);
  const locale = useLocale();
  const router = useRouter();
  const session = useSession();
  const [asking, setAsking] = useState<Plan | null>(null);
  const change = useChangePlan(workspace.id);
  const { plan, limits } = workspace;
  const owner = can(session, "plan:update");
  const number = (value: number) => formatNumber(value, locale);
  return (
    <Panel aria-labelledby="plan-title">
      <PanelPart className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h2 id="plan-title" className="text-h2">
            {t("plan")}
          </h2>
          {owner ? (
            <Select
              look="button"
              aria-label={t("plan")}
              value={plan}
              onChange={(next) => next !== plan && setAsking(next)}
              options={PLANS.map((value) => ({ value, label: t(value) }))}
            />
          ) : (
            <span className="font-medium">{t(plan)}</span>
          )}
        </div>
        {!owner && <p className="text-small text-text-2">{t("planOwner")}</p>}
        <KeyValueTable
          caption={t("plan")}
          rows={[
            ...COUNTED.map((key) => ({
              key,
              name: t(key),
              value: (
                <span className="num">
                  {number(limits[key].used)} / {limits[key].max === null ? t("noLimit") : number(limits[key].max)}
                </span>
              ),
            })),
            { key: "retention", name: t("retention"), value: t("days", { n: limits.retentionDays }) },
            {
              key: "requests",
              name: t("requests"),
              value: <span className="num">{number(limits.requestsPerHour)}</span>,
            },
            { key: "turnedOff", name: t("turnedOff"), value: t("turnedOffAfter") },
          ]}
        />
      </PanelPart>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("planQuestion", { plan: t(asking ?? plan) })}
        action={t("planAction", { plan: t(asking ?? plan) })}
        pendingAction={t("changingPlan")}
        pending={change.isPending}
        onConfirm={() =>
          asking &&
          change.mutate(asking, {
            onSuccess: ({ data }) => {
              toast.success(t("planChanged", { plan: t(data.plan) }));
              router.refresh();
            },
            onError: ({ message }) => void toast.error(t("failed", { reason: message })),
            onSettled: () => setAsking(null),
          })
        }
      >
        {t("planBody")}
      </ConfirmDialog>
    </Panel>
  );
}
