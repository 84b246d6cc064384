"use client";

import { ChevronDown, Ellipsis } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { useResetRule, useSendSample, useSetRule } from "@/lib/client/queries/notices";
import { useSession } from "@/lib/client/session";
import type { NotificationRule } from "@/lib/contracts/notices";
import { ROLES } from "@/lib/contracts/permissions";
import { formatList } from "@/lib/shared/presentation/numbers";

import { categoryHelp, categoryMessages, notificationMessages } from "./messages";
import { QuietHoursDialog } from "./quiet-hours-dialog";

interface RuleRowProps {
  rule: NotificationRule;
  mailSetUp: boolean;
  /** A Slack integration is there to post in. */
  slackReady: boolean;
}

/** One alert: what it tells, whether by e-mail too, and to whom. A change holds from this moment. */
export function RuleRow({ rule, mailSetUp, slackReady }: RuleRowProps) {
  const t = useMessages(notificationMessages);
  const { workspace, user } = useSession();
  const set = useSetRule(workspace.id);
  const reset = useResetRule(workspace.id);
  const sample = useSendSample(workspace.id);
  const [quietOpen, setQuietOpen] = useState(false);
  const { category, enabled, roles, quietHours, slack, isDefault } = rule;
  const alert = useMessages(categoryMessages)(category);
  const help = useMessages(categoryHelp)(category);
  const onError = (error: Error) => toast.error(t("notSaved", { reason: error.message }));

  function change(next: Partial<Pick<NotificationRule, "enabled" | "roles" | "quietHours" | "slack">>): void {
    set.mutate({ category, enabled, roles, quietHours, slack, ...next }, { onError });
  }

  function handleSwitch(on: boolean): void {
    change({ enabled: on });
    if (!on) toast.undoable(t("off", { alert }), { label: t("undo"), onAction: () => change({ enabled: true }) });
  }

  function handleSample(): void {
    sample.mutate(category, {
      onSuccess: () => toast.success(mailSetUp ? t("sampled", { email: user.email }) : t("sampleWaits")),
      onError: (error) => toast.error(error.message),
    });
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b px-4 py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">{alert}</p>
        <p className="text-small text-text-2">
          {help}
          {enabled && quietHours && <span className="text-text-3"> {t("quiet", quietHours)}</span>}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {(slackReady || slack) && (
          <Checkbox checked={slack} onCheckedChange={(on) => change({ slack: on })}>
            {t("slack")}
            <span className="sr-only"> {t("about", { alert })}</span>
          </Checkbox>
        )}
        <Switch aria-label={t("emailOf", { alert })} checked={enabled} onCheckedChange={handleSwitch} />
        <WhoButton rule={rule} alert={alert} onChange={(next) => change({ roles: next })} />
        <Menu trigger={<IconButton size="small" label={t("actionsOf", { alert })} icon={<Ellipsis />} />}>
          <MenuItem onSelect={handleSample}>{t("sample")}</MenuItem>
          <MenuItem onSelect={() => setQuietOpen(true)}>{t("quietDots")}</MenuItem>
          <MenuItem
            onSelect={() => reset.mutate(category, { onError })}
            {...(isDefault && { disabledReason: t("isStandard") })}
          >
            {t("reset")}
          </MenuItem>
        </Menu>
      </div>
      {quietOpen && (
        <QuietHoursDialog
          alert={alert}
          hours={quietHours}
          open
          onOpenChange={setQuietOpen}
          onChange={(next) => change({ quietHours: next })}
        />
      )}
    </li>
  );
}

interface WhoButtonProps {
  rule: NotificationRule;
  alert: string;
  onChange: (roles: NotificationRule["roles"]) => void;
}

function WhoButton({ rule: { enabled, roles }, alert, onChange }: WhoButtonProps) {
  const t = useMessages(notificationMessages);
  const locale = useLocale();
  const chosen = ROLES.filter((role) => roles.includes(role));
  const words = !enabled
    ? t("nobody")
    : chosen.length === ROLES.length
      ? t("everybody")
      : formatList(
          chosen.map((role) => t(role)),
          locale,
          "and",
        );
  return (
    <Popover
      label={t("who")}
      align="end"
      className="w-64 p-4"
      trigger={
        <Button size="small" className="min-w-40 justify-between" disabled={!enabled}>
          <span className="sr-only">{t("whoOf", { alert })}: </span>
          <span className="truncate">{words}</span>
          <ChevronDown className="text-text-2" aria-hidden />
        </Button>
      }
    >
      <fieldset className="flex flex-col gap-2">
        <legend className="pb-2 font-medium">{t("who")}</legend>
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            checked={roles.includes(role)}
            disabled={chosen.length === 1 && chosen[0] === role}
            onCheckedChange={(on) => onChange(ROLES.filter((each) => (each === role ? on : roles.includes(each))))}
          >
            {t(role)}
          </Checkbox>
        ))}
        <p className="text-small text-text-3">{t("oneAtLeast")}</p>
      </fieldset>
    </Popover>
  );
}
