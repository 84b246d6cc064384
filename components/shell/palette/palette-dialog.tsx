"use client";

import { ChevronLeft, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

import { announce } from "@/components/ui/announce";
import { CommandDialog, CommandGroup, CommandRow } from "@/components/ui/command";
import { IconButton } from "@/components/ui/icon-button";
import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";

import type { EndpointAction } from "./endpoint-actions";
import { paletteMessages } from "./messages";
import type { PaletteGroup, PaletteRow } from "./rows";
import type { RunAction } from "./use-endpoint-rows";
import { usePaletteGroups } from "./use-palette-groups";

/** Who types fast hears the count once. */
const ANNOUNCE_AFTER_MS = 500;

export interface PaletteDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onAction: RunAction;
}

/** One field, and under it whatever fits: where to go and what to do. */
export function PaletteDialog({ open, onOpenChange, onAction }: PaletteDialogProps) {
  const t = useMessages(paletteMessages);
  const router = useRouter();
  const { workspace } = useSession();
  const [search, setSearch] = useState("");
  const [step, setStep] = useState<EndpointAction | null>(null);
  const input = useRef<HTMLInputElement>(null);

  function enter(next: EndpointAction | null): void {
    setStep(next);
    setSearch("");
    input.current?.focus();
  }
  function go(href: string): void {
    onOpenChange(false);
    router.push(href);
  }
  function choose(row: PaletteRow): void {
    if (row.href !== undefined) return go(row.href);
    if (!row.stays) onOpenChange(false);
    row.run?.();
  }

  const { groups, note } = usePaletteGroups({
    search,
    step,
    onStep: enter,
    onAction: (action, endpoint) => {
      onOpenChange(false);
      onAction(action, endpoint);
    },
    goTo: (path) => go(`/${workspace.slug}/${path}`),
  });
  useCountAnnounced(open && search !== "", groups, note);

  return (
    <CommandDialog
      label={step ? t(step.step) : t("title")}
      open={open}
      onOpenChange={onOpenChange}
      search={search}
      onSearch={setSearch}
      placeholder={step ? t(step.step) : t("placeholder")}
      input={input}
      leading={
        step ? (
          <IconButton
            size="small"
            label={t("back")}
            icon={<ChevronLeft className="rtl:rotate-180" />}
            onClick={() => enter(null)}
            className="-ms-1.5"
          />
        ) : (
          <Search aria-hidden />
        )
      }
      onBack={step ? () => enter(null) : undefined}
      note={
        <>
          {note !== undefined && <p className="text-text-2 border-t px-4 py-3">{note}</p>}
          <Keys />
        </>
      }
    >
      {groups.map((group) => (
        <CommandGroup key={group.key} heading={group.heading} loading={group.loading}>
          {group.rows.map((row) => (
            <CommandRow key={row.key} value={row.key} onSelect={() => choose(row)}>
              <row.icon aria-hidden />
              <span className="max-w-full shrink-0 truncate">{row.label}</span>
              <span className="text-small text-text-3 min-w-0 flex-1 truncate">{row.hint}</span>
              {row.end}
              {row.keys !== undefined && <RowKeys keys={row.keys} />}
            </CommandRow>
          ))}
        </CommandGroup>
      ))}
    </CommandDialog>
  );
}

function RowKeys({ keys }: { keys: string }) {
  return (
    <span aria-hidden dir="ltr" className="flex gap-1">
      {keys.split(/[ +]/).map((key) => (
        <KeyCap key={key}>{key}</KeyCap>
      ))}
    </span>
  );
}

const KEYS = [
  ["↑ ↓", "keysMove"],
  ["↵", "keysOpen"],
  ["Esc", "keysClose"],
] as const;

function Keys() {
  const t = useMessages(paletteMessages);
  return (
    <p aria-hidden className="text-caption text-text-3 bg-canvas flex gap-4 border-t px-4 py-2 pointer-coarse:hidden">
      {KEYS.map(([key, word]) => (
        <span key={word} className="flex items-center gap-1.5">
          <KeyCap>{key}</KeyCap> {t(word)}
        </span>
      ))}
    </p>
  );
}

/** Tells how many rows there are once the typing has paused, or why there are none. */
function useCountAnnounced(when: boolean, groups: readonly PaletteGroup[], note: string | undefined): void {
  const t = useMessages(paletteMessages);
  const n = groups.reduce((total, { rows }) => total + rows.length, 0);
  const words = note ?? t("results", { n });
  useEffect(() => {
    if (!when) return;
    const timer = setTimeout(() => announce(words), ANNOUNCE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [when, words]);
}
