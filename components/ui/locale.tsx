"use client";

import { createContext, createElement, Fragment, type ReactNode, use } from "react";

import { type Catalogue, compile, type RichArguments, type Translate, translator } from "@/lib/shared/messages";
import { DEFAULT_LOCALE } from "@/lib/shared/preferences";

const LocaleContext = createContext(DEFAULT_LOCALE);

export function LocaleProvider({ locale, children }: { locale: string; children: ReactNode }) {
  return <LocaleContext value={locale}>{children}</LocaleContext>;
}

/** The BCP 47 tag that decides digits, dates and plurals. */
export function useLocale(): string {
  return use(LocaleContext);
}

/** The messages of a catalogue in the language of the page. */
export function useMessages<C extends Catalogue>(catalogue: C): Translate<C> {
  return translator(catalogue, useLocale());
}

/** For sentences with elements in them: `rich("deletedBy", { name, time: <Time … /> })`. Never cut a sentence yourself. */
export function useRichMessages<C extends Catalogue>(
  catalogue: C,
): <K extends keyof C & string>(key: K, ...values: RichArguments<C[K], ReactNode>) => ReactNode {
  const locale = useLocale();
  return (key, ...[values]) => {
    const parts = compile(catalogue[key]!, locale).format<ReactNode>(values as RichValues);
    return Array.isArray(parts) ? createElement(Fragment, null, ...parts) : parts;
  };
}

type RichValues = Record<string, ReactNode | ((inner: ReactNode[]) => ReactNode)>;
