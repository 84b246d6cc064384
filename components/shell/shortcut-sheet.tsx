"use client";

import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { listShortcuts } from "@/components/ui/shortcuts";

import { shellMessages } from "./messages";

/** Every key that does something on this page. */
export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useMessages(shellMessages);
  const shortcuts = open ? listShortcuts() : [];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shortcuts")}>
      {shortcuts.length === 0 && <p className="text-text-2">{t("shortcutsNone")}</p>}
      <dl className="flex flex-col">
        {shortcuts.map((shortcut) => (
          <div key={shortcut.keys} className="flex items-center justify-between gap-4 border-b py-1.5 last:border-0">
            <dt>{shortcut.label}</dt>
            <dd className="flex gap-1" dir="ltr">
              {shortcut.keys.split(/[ +]/).map((key) => (
                <KeyCap key={key}>{NAME[key] ?? key}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

const NAME: Readonly<Record<string, string>> = { ArrowDown: "↓", ArrowUp: "↑" };
