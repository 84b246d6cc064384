import { cn } from "./cn";

/** The line under a row of tabs; scrolls by itself where the tabs are wider than the screen. */
export const tabsListStyles = "flex gap-5 overflow-x-auto border-b [scrollbar-width:none]";

/** One tab. It is current through `aria-current` (links) or `aria-selected` (in-page tabs). */
export const tabStyles = cn(
  "text-body text-text-2 duration-fast ring-inside relative flex min-h-10 shrink-0 items-center gap-1.5 transition-colors",
  "hover:text-text aria-selected:text-text aria-selected:font-medium aria-[current=page]:font-medium",
  "aria-[current=page]:text-text after:absolute after:inset-x-0 after:bottom-0 after:h-0.5",
  "aria-selected:after:bg-text aria-[current=page]:after:bg-text pointer-coarse:min-h-11",
  "forced-colors:aria-selected:after:bg-[Highlight] forced-colors:aria-[current=page]:after:bg-[Highlight]",
);
