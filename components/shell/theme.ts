"use client";

import { useSyncExternalStore } from "react";

import { keepPreference } from "@/lib/client/queries/account";
import { type Theme } from "@/lib/shared/preferences";

import { rememberPreference } from "./remember-preference";

const listeners = new Set<() => void>();

/** The chosen theme and how to choose another; the page changes at once, and the next one is drawn in it. */
export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  // Before hydration nobody sees which entry is chosen: the menu is closed.
  const theme = useSyncExternalStore(subscribe, readTheme, () => "system" as const);
  return { theme, setTheme };
}

function setTheme(theme: Theme): void {
  const { dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
  rememberPreference("theme", theme);
  keepPreference({ theme });
  for (const listener of listeners) listener();
}

function readTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
