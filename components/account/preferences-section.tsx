"use client";

import { useMessages } from "@/components/ui/locale";
import { PanelPart } from "@/components/ui/panel";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { setShortcutsEnabled } from "@/components/ui/shortcuts";
import { Switch } from "@/components/ui/switch";
import { useZones } from "@/components/ui/time-zone";
import { toast } from "@/components/ui/toast";
import { useUpdateAccount } from "@/lib/client/queries/account";
import type { Account } from "@/lib/contracts/account";
import { preferenceCookie, THEMES, ZONE_MODES } from "@/lib/shared/preferences";

import { AccountSection } from "./account-section";
import { accountMessages } from "./messages";

type Preferences = Account["preferences"];

const THEME_WORDS = { system: "themeSystem", light: "themeLight", dark: "themeDark" } as const;
const ZONE_WORDS = { local: "zoneLocal", workspace: "zoneWorkspace", utc: "zoneUtc" } as const;

/** What is chosen holds at once: here by the cookie that pages are drawn from, elsewhere by the account. */
export function PreferencesSection({ account }: { account: Account }) {
  const t = useMessages(accountMessages);
  const update = useUpdateAccount();
  const { setMode } = useZones();
  // What was just pressed is shown while it is being saved.
  const pending = update.isPending ? update.variables.preferences : undefined;
  const { theme, timeZone, shortcuts } = account.preferences;
  const shown = {
    theme: pending?.theme ?? theme,
    timeZone: pending?.timeZone ?? timeZone,
    shortcuts: pending?.shortcuts ?? shortcuts,
  };

  function show(chosen: Partial<Preferences>): void {
    apply(chosen);
    if (chosen.timeZone !== undefined) setMode(chosen.timeZone);
  }

  function choose(chosen: Partial<Preferences>): void {
    show(chosen);
    update.mutate(
      { preferences: chosen },
      {
        onError: (error) => {
          show(account.preferences);
          toast.error(t("notSaved", { change: t("thePreference"), reason: error.message }));
        },
      },
    );
  }

  return (
    <AccountSection id="preferences" title={t("preferences")}>
      <PanelPart className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <span className="font-medium">{t("theme")}</span>
        <SegmentedControl
          label={t("theme")}
          value={shown.theme}
          onChange={(next) => choose({ theme: next })}
          options={THEMES.map((value) => ({ value, label: t(THEME_WORDS[value]) }))}
        />
      </PanelPart>
      <PanelPart className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <p className="font-medium">{t("timeZone")}</p>
          <p className="text-small text-text-3">{t("timeZoneHelp")}</p>
        </div>
        <SegmentedControl
          label={t("timeZone")}
          value={shown.timeZone}
          onChange={(next) => choose({ timeZone: next })}
          options={ZONE_MODES.map((value) => ({ value, label: t(ZONE_WORDS[value]) }))}
        />
      </PanelPart>
      <PanelPart className="flex items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <p className="font-medium">{t("shortcuts")}</p>
          <p id="shortcuts-help" className="text-small text-text-3">
            {t("shortcutsHelp")}
          </p>
        </div>
        <Switch
          checked={shown.shortcuts}
          onCheckedChange={(next) => choose({ shortcuts: next })}
          aria-label={t("shortcuts")}
          aria-describedby="shortcuts-help"
        />
      </PanelPart>
    </AccountSection>
  );
}

function apply({ theme, timeZone, shortcuts }: Partial<Preferences>): void {
  if (theme !== undefined) {
    const { dataset } = document.documentElement;
    if (theme === "system") delete dataset["theme"];
    else dataset["theme"] = theme;
    document.cookie = preferenceCookie("theme", theme);
  }
  if (timeZone !== undefined) document.cookie = preferenceCookie("zoneMode", timeZone);
  if (shortcuts !== undefined) {
    setShortcutsEnabled(shortcuts);
    document.cookie = preferenceCookie("shortcuts", shortcuts ? "on" : "off");
  }
}
