"use client";

import { createContext, type ReactNode, use, useState, useSyncExternalStore } from "react";

import type { ZoneMode } from "@/lib/shared/preferences";
import type { TimeReading } from "@/lib/shared/presentation/times";

import { useLocale } from "./locale";

interface ZoneState {
  mode: ZoneMode;
  /** IANA names. Without a workspace (sign-in) its zone is UTC. */
  zones: Record<ZoneMode, string>;
  setMode: (mode: ZoneMode) => void;
}

const ZoneContext = createContext<ZoneState>({
  mode: "utc",
  zones: { local: "UTC", workspace: "UTC", utc: "UTC" },
  setMode: () => {},
});

export interface ZoneProviderProps {
  mode: ZoneMode;
  /** The browser's zone as far as the server knows it. */
  local?: string | undefined;
  workspace?: string | undefined;
  /** Told when the person chooses another zone, to remember it. */
  onModeChange?: (mode: ZoneMode) => void;
  children: ReactNode;
}

/** Which zone every time and chart on the page is read in. */
export function ZoneProvider({ mode: initialMode, local, workspace, onModeChange, children }: ZoneProviderProps) {
  const [mode, setMode] = useState(initialMode);
  const known = local ?? workspace ?? "UTC";
  const browserZone = useSyncExternalStore(neverChanges, readBrowserZone, () => known);
  return (
    <ZoneContext
      value={{
        mode,
        zones: { local: browserZone, workspace: workspace ?? "UTC", utc: "UTC" },
        setMode: (next) => {
          setMode(next);
          onModeChange?.(next);
        },
      }}
    >
      {children}
    </ZoneContext>
  );
}

export function useZones(): ZoneState {
  return use(ZoneContext);
}

/** How times are read on this page; pass it to the functions of `lib/shared/presentation/times`. */
export function useTimeReading(): TimeReading {
  const { mode, zones } = use(ZoneContext);
  return { locale: useLocale(), timeZone: zones[mode] };
}

const neverChanges = () => () => {};
const readBrowserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
