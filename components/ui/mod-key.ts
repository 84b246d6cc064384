"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** The key of commands on this keyboard: ⌘ on Apple's, Ctrl elsewhere. */
export const useModKey = (): "⌘" | "Ctrl" =>
  useSyncExternalStore(
    never,
    () => (/^(?:Mac|iP)/.test(navigator.platform) ? "⌘" : "Ctrl"),
    () => "Ctrl",
  );
