"use client";

import { useEffect, useEffectEvent } from "react";

/** Where a shortcut belongs: to getting about, to lists, to what is open, to every page. */
export const SHORTCUT_PLACES = ["object", "list", "go", "everywhere"] as const;
export type ShortcutPlace = (typeof SHORTCUT_PLACES)[number];

const PLACE_BY_KEY: Readonly<Partial<Record<string, ShortcutPlace>>> = {
  ...Object.fromEntries(["j", "k", "ArrowDown", "ArrowUp", "o", "x", "Shift+x", "/", "f"].map((key) => [key, "list"])),
  ...Object.fromEntries(["?", "[", "l", "z", "Escape"].map((key) => [key, "everywhere"])),
};

export const placeOf = ({ keys }: Pick<Shortcut, "keys">): ShortcutPlace =>
  keys.startsWith("g ") ? "go" : (PLACE_BY_KEY[keys] ?? "object");

export interface Shortcut {
  /** One key (`j`, `?`, `Shift+x`) or two, one after the other (`g d`). Letters are written small. */
  keys: string;
  /** What it does, for the sheet that lists them. */
  label: string;
  run: (event: KeyboardEvent) => void;
}

/** A second key counts as part of a pair within this time. */
const PAIR_MS = 1_000;

const active = new Set<Shortcut>();
let enabled = true;
let first: { key: string; at: number } | null = null;

/** Adds a single-key shortcut while the component is on the page. The newest one of the same keys wins. */
export function useShortcut(keys: string, label: string, run: (event: KeyboardEvent) => void, when = true): void {
  const onPress = useEffectEvent(run);
  useEffect(() => {
    if (!when) return;
    const shortcut: Shortcut = { keys, label, run: (event) => onPress(event) };
    if (active.size === 0) document.addEventListener("keydown", handleKey);
    active.add(shortcut);
    return () => {
      active.delete(shortcut);
      if (active.size === 0) document.removeEventListener("keydown", handleKey);
    };
  }, [keys, label, when]);
}

/** People who speak to their computer, or whose keyboard fires by itself, switch them off. */
export function setShortcutsEnabled(on: boolean): void {
  enabled = on;
}

/** What can be pressed now, for the sheet. */
export function listShortcuts(): readonly Shortcut[] {
  return [...new Map([...active].map((shortcut) => [shortcut.keys, shortcut])).values()];
}

function handleKey(event: KeyboardEvent): void {
  if (!enabled || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.isComposing || isBusy(event.target)) return;
  const key = pressedKey(event);
  const pair = first && event.timeStamp - first.at < PAIR_MS ? `${first.key} ${key}` : null;
  first = null;
  const found = (pair !== null ? find(pair) : undefined) ?? find(key);
  if (found) {
    event.preventDefault();
    found.run(event);
  } else if ([...active].some((shortcut) => shortcut.keys.startsWith(`${key} `))) {
    first = { key, at: event.timeStamp };
  }
}

const find = (keys: string): Shortcut | undefined =>
  [...active].toReversed().find((shortcut) => shortcut.keys === keys);

/** Shift is named only with letters: `?` is a key of its own, wherever it is on the keyboard. */
function pressedKey(event: KeyboardEvent): string {
  const letter = /^\p{L}$/u.test(event.key);
  return letter ? `${event.shiftKey ? "Shift+" : ""}${event.key.toLowerCase()}` : event.key;
}

const LAYERS = '[role="dialog"]:not([data-hover]), [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Some layers stay in the page after they were closed. */
export const isLayerOpen = (): boolean =>
  [...document.querySelectorAll(LAYERS)].some((layer) => layer.closest("[hidden], [data-closed]") === null);

/** Keys belong to whoever is being typed into, and to the layer on top. */
function isBusy(target: EventTarget | null): boolean {
  if (isLayerOpen()) return true;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
}
