"use client";

import Link from "next/link";
import { type ComponentProps, createContext, type MouseEvent as ReactMouseEvent, use } from "react";

import { cn } from "@/components/ui/cn";

/** Whether the row around is the one that is open. */
export const RowCurrentContext = createContext(false);

/** The link of a row, in its first meaningful cell: the one stop of the row for the keyboard. */
export function RowLink({ className, ...props }: ComponentProps<typeof Link>) {
  const current = use(RowCurrentContext);
  return (
    <Link
      data-slot="row-link"
      data-row-link=""
      aria-current={current ? "true" : undefined}
      className={cn("rounded-badge text-text min-w-0 font-medium", className)}
      {...props}
    />
  );
}

const INTERACTIVE = "a, button, input, label, select, textarea, [role=checkbox], [role=button], [tabindex='0']";

/**
 * Lets a press anywhere in the row follow its link, with the keys that open tabs and windows. Text can still be
 * selected, and what has an action of its own keeps it.
 */
export function followRowLink(event: ReactMouseEvent<HTMLTableRowElement>): void {
  const row = event.currentTarget;
  const pressed = event.target;
  const link = row.querySelector<HTMLAnchorElement>("[data-row-link]");
  if (!link || event.defaultPrevented || !(pressed instanceof Element) || !row.contains(pressed)) return;
  const action = pressed.closest(INTERACTIVE);
  if (action && row.contains(action)) return;
  if (event.button === 1) {
    window.open(link.href, "_blank", "noopener");
    return;
  }
  const selection = window.getSelection();
  if (selection && !selection.isCollapsed && row.contains(selection.anchorNode)) return;
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey, altKey }));
}
