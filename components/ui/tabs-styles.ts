import { cn } from "./cn";

/** The line under a row of tabs; scrolls by itself where the tabs are wider than the screen. */
export const tabsListStyles = "flex gap-5 overflow-x-auto border-b [scrollbar-width:none]";

/** One tab. It is current through `aria-current` (links) or `data-active` (in-page tabs). */
export const tabStyles = cn(
  "text-body text-text-2 duration-fast ring-inside relative flex min-h-10 shrink-0 items-center gap-1.5 transition-colors",
  "hover:text-text data-active:text-text aria-[current=page]:font-medium data-active:font-medium",
  "aria-[current=page]:text-text after:absolute after:inset-x-0 after:bottom-0 after:h-0.5",
  "data-active:after:bg-text aria-[current=page]:after:bg-text pointer-coarse:min-h-11",
  "forced-colors:aria-[current=page]:after:bg-[Highlight] forced-colors:data-active:after:bg-[Highlight]",
);
