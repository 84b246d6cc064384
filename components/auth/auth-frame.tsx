"use client";

import type { ReactNode } from "react";

import { LogoMark } from "@/components/ui/logo";

import { ProductPromise } from "./product-promise";

/** Pages outside a workspace that hold one form: the form, and beside it, where there is room, what the product promises. */
export function AuthFrame({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <main id="content" tabIndex={-1} className="bg-surface flex flex-col px-6 py-8 outline-hidden sm:px-12 sm:py-10">
        <Brand />
        <div className="mx-auto flex w-full max-w-86 flex-1 items-center py-10">{children}</div>
      </main>
      <aside className="bg-canvas flex items-center justify-center border-s px-12 max-lg:hidden">
        <ProductPromise />
      </aside>
    </div>
  );
}

/** The same without the other half, for a form that says enough. */
export function AuthCentre({ children }: { children: ReactNode }) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="bg-surface flex min-h-dvh flex-col px-6 py-8 outline-hidden sm:px-12 sm:py-10"
    >
      <Brand />
      <div className="mx-auto flex w-full max-w-86 flex-1 items-center py-10">{children}</div>
    </main>
  );
}

function Brand() {
  return (
    <p className="flex items-center gap-2.5 font-semibold tracking-[-0.01em]" translate="no">
      <LogoMark />
      Linquid
    </p>
  );
}
