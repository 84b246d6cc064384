"use client";

import { Dialog } from "@/components/ui/dialog";
import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { useModKey } from "@/components/ui/mod-key";
import { listShortcuts, placeOf, SHORTCUT_PLACES } from "@/components/ui/shortcuts";

import { shellMessages } from "./messages";

const TITLE = { object: "keysObject", list: "keysList", go: "keysGo", everywhere: "keysEverywhere" } as const;
const NAME: Readonly<Record<string, string>> = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

/** Every key that does something on this page, sorted by what it is about. */
export function ShortcutSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useMessages(shellMessages);
  const modKey = useModKey();
  const shortcuts = open ? listShortcuts() : [];
  const combined = [
    { keys: `${modKey} K`, label: t("palette") },
    { keys: `${modKey} Enter`, label: t("submit") },
  ];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("shortcuts")} description={t("shortcutsWhere")}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- nothing in it takes the focus, and it has to be scrolled by keys */}
      <section tabIndex={0} aria-label={t("shortcuts")} className="flex max-h-[60dvh] flex-col gap-5 overflow-y-auto">
        {SHORTCUT_PLACES.map((place) => (
          <Part
            key={place}
            title={t(TITLE[place])}
            shortcuts={[
              ...shortcuts.filter((shortcut) => placeOf(shortcut) === place),
              ...(place === "everywhere" ? combined : []),
            ]}
          />
        ))}
      </section>
    </Dialog>
  );
}

function Part({ title, shortcuts }: { title: string; shortcuts: readonly { keys: string; label: string }[] }) {
  if (shortcuts.length === 0) return null;
  return (
    <section>
      <h3 className="text-small text-text-2 pb-1">{title}</h3>
      <dl className="flex flex-col">
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className="flex items-center justify-between gap-4 border-b py-1.5 last:border-0">
            <dt>{label}</dt>
            <dd className="flex shrink-0 gap-1" dir="ltr">
              {keys.split(/[ +]/).map((key) => (
                <KeyCap key={key}>{NAME[key] ?? key}</KeyCap>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
