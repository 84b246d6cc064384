"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { z } from "zod";

import { DAY, iso } from "@/lib/shared/time";

const KEPT_MS = DAY;

export interface DraftShape<Values> {
  /** What is kept of what is typed in: nothing that is a secret. */
  keep: (values: Values) => Values;
  /** What was kept as the form shows it, or null when it is from another time. */
  read: (kept: unknown) => Values | null;
}

export interface Draft {
  /** When it was last typed in; an ISO time. */
  at: string;
  resume: () => void;
  startOver: () => void;
}

/**
 * Keeps what is typed into a form for a day in this tab, and offers it when the form is opened anew.
 * @param name of the form and of what it makes; the draft is found by it
 * @param active false once the form has made what it makes: the draft is gone then
 */
export function useDraft<Values extends FieldValues>(
  name: string,
  form: Pick<UseFormReturn<Values, unknown, never>, "subscribe" | "reset">,
  { keep, read }: DraftShape<Values>,
  active: boolean,
): Draft | null {
  // On the server there is none, and the first render of the browser has to be the server's.
  const inBrowser = useSyncExternalStore(neverChanges, yes, no);
  const [found] = useState(() => (typeof sessionStorage === "undefined" ? null : readKept(name)));
  const [answered, setAnswered] = useState(false);

  useEffect(() => {
    if (!active) {
      sessionStorage.removeItem(keyOf(name));
      return;
    }
    // What is typed before the offer is taken is the draft from then on.
    return form.subscribe({
      formState: { values: true, isDirty: true },
      callback: ({ values, isDirty }) => {
        if (isDirty) keepDraft(name, keep(values));
      },
    });
  }, [name, form, active, keep]);

  const values = found && read(found.values);
  if (!inBrowser || !active || answered || !found || !values) return null;
  return {
    at: iso(new Date(found.at)),
    resume: () => {
      setAnswered(true);
      form.reset(values, { keepDefaultValues: true });
    },
    startOver: () => {
      setAnswered(true);
      sessionStorage.removeItem(keyOf(name));
    },
  };
}

const neverChanges = () => () => undefined;
const yes = () => true;
const no = () => false;

const keyOf = (name: string): string => `draft:${name}`;
const Kept = z.object({ at: z.number(), values: z.unknown() });

function readKept(name: string): z.output<typeof Kept> | null {
  const text = sessionStorage.getItem(keyOf(name));
  if (text === null) return null;
  try {
    const kept = Kept.parse(JSON.parse(text));
    if (Date.now() - kept.at < KEPT_MS) return kept;
  } catch {
    // Not ours, or of another version.
  }
  sessionStorage.removeItem(keyOf(name));
  return null;
}

/** Keeps values as if they had been typed into the form of this name. */
export function keepDraft(name: string, values: unknown): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify({ at: Date.now(), values }));
  } catch {
    // The tab's store is full or forbidden: the form works without.
  }
}
