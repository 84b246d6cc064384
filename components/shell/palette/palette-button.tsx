"use client";

import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useEffectEvent, useState } from "react";

import { cn } from "@/components/ui/cn";
import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { useModKey } from "@/components/ui/mod-key";
import { isLayerOpen } from "@/components/ui/shortcuts";

import { buttonMessages } from "./button-messages";
import { useRememberVisit } from "./recent";

const loadPalette = () => import("./palette");
const Palette = lazy(() => loadPalette().then((parts) => ({ default: parts.Palette })));

/** The way into the command palette: the field in the top bar, and ⌘K or Ctrl K from anywhere in the workspace. */
export function PaletteButton() {
  const t = useMessages(buttonMessages);
  const modKey = useModKey();
  const [open, setOpen] = useState(false);
  // Counts the openings; until the first there is nothing to show.
  const [turn, setTurn] = useState(0);
  useRememberVisit();

  function change(next: boolean): void {
    if (next) setTurn(turn + 1);
    setOpen(next);
  }

  const handleKey = useEffectEvent((event: KeyboardEvent) => {
    // Who holds the key of commands may be on the way here.
    if (event.key === "Meta" || event.key === "Control") void loadPalette();
    if (!(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    if (!open && isLayerOpen()) return;
    event.preventDefault();
    change(!open);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => handleKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-keyshortcuts="Meta+K Control+K"
        onPointerEnter={() => void loadPalette()}
        onFocus={() => void loadPalette()}
        onClick={() => change(true)}
        className={cn(
          "rounded-control text-text-2 hover:border-text-3 flex min-h-8 items-center gap-2 px-2 pointer-coarse:min-h-11",
          "lg:border-line-input lg:bg-surface max-lg:hover:bg-surface-3 lg:w-64 lg:border",
        )}
      >
        <Search className="size-4 max-lg:size-4.5" aria-hidden />
        <span className="flex-1 text-start max-lg:sr-only">{t("search")}</span>
        <span aria-hidden className="max-lg:hidden">
          <KeyCap>{modKey === "⌘" ? "⌘K" : "Ctrl K"}</KeyCap>
        </span>
      </button>
      {turn > 0 && (
        <Suspense>
          <Palette open={open} onOpenChange={change} turn={turn} />
        </Suspense>
      )}
    </>
  );
}
