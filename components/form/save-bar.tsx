"use client";

import { useEffect } from "react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";

import { formMessages } from "./messages";
import { StickyBar } from "./sticky-bar";

export interface SaveBarProps {
  /** The bar is there from the first change on. */
  dirty: boolean;
  saving: boolean;
  /** The id of the form it belongs to. */
  form: string;
  onDiscard: () => void;
}

/** Sticks to the foot of the page while there is something to save. `⌘S` saves; leaving the page asks first. */
export function SaveBar({ dirty, saving, form, onDiscard }: SaveBarProps) {
  const t = useMessages(formMessages);

  useEffect(() => {
    if (!dirty) return;
    const save = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "s" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      document.querySelector<HTMLFormElement>(`#${CSS.escape(form)}`)?.requestSubmit();
    };
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("keydown", save);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("keydown", save);
      window.removeEventListener("beforeunload", warn);
    };
  }, [dirty, form]);

  if (!dirty) return null;
  return (
    <StickyBar>
      <p className="text-text-2">{t("unsaved")}</p>
      <div className="flex gap-2">
        <Button variant="ghost" onClick={onDiscard} disabled={saving}>
          {t("discard")}
        </Button>
        <Button type="submit" form={form} variant="primary" pending={saving} pendingLabel={t("saving")}>
          {t("save")}
        </Button>
      </div>
    </StickyBar>
  );
}
