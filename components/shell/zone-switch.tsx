"use client";

import { Clock } from "lucide-react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/clock";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Menu, MenuRadioGroup } from "@/components/ui/menu";
import { useShortcut } from "@/components/ui/shortcuts";
import { useZones } from "@/components/ui/time-zone";
import { ZONE_MODES, type ZoneMode } from "@/lib/shared/preferences";
import { zoneName } from "@/lib/shared/presentation/times";

import { shellMessages } from "./messages";

/** Changes every time and every chart on the page: local, of the workspace, UTC. `z` takes the next one. */
export function ZoneSwitch() {
  const t = useMessages(shellMessages);
  const { mode, setMode } = useZones();
  const nameOf = useZoneNames();

  useShortcut("z", t("nextZone"), () => {
    const next = ZONE_MODES[(ZONE_MODES.indexOf(mode) + 1) % ZONE_MODES.length]!;
    setMode(next);
    announce(t("zoneIs", { zone: nameOf[next] }));
  });

  return (
    <Menu
      className="w-60"
      trigger={
        <Button
          variant="ghost"
          size="small"
          icon={<Clock />}
          aria-label={t("timeZoneNow", { zone: nameOf[mode] })}
          className="px-2 font-normal max-md:hidden"
        >
          <span className="num">{nameOf[mode]}</span>
        </Button>
      }
    >
      <ZoneChoice />
    </Menu>
  );
}

/** The three zones as entries of a menu. */
export function ZoneChoice() {
  const t = useMessages(shellMessages);
  const { mode, zones, setMode } = useZones();
  const nameOf = useZoneNames();
  const words = { local: t("zoneLocal"), workspace: t("zoneWorkspace"), utc: t("zoneUtc") };
  return (
    <MenuRadioGroup
      label={t("timeZone")}
      value={mode}
      onChange={setMode}
      options={ZONE_MODES.map((value) => ({
        value,
        label: words[value],
        aside: value === "utc" ? undefined : `${zones[value].replaceAll("_", " ")}, ${nameOf[value]}`,
      }))}
    />
  );
}

function useZoneNames(): Record<ZoneMode, string> {
  const { zones } = useZones();
  const locale = useLocale();
  const now = new Date(useNow("minute"));
  const name = (mode: ZoneMode): string => zoneName({ locale, timeZone: zones[mode] }, now);
  return { local: name("local"), workspace: name("workspace"), utc: name("utc") };
}
