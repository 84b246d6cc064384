import { cn } from "./cn";

/** The sheet on which menus, selects and popovers stand: one layer up, so in the dark one step lighter. */
export const popupStyles = cn(
  "rounded-popover border-line-2 bg-raised text-text shadow-popover origin-(--transform-origin) border outline-hidden",
  "duration-base ease-standard transition-[opacity,translate] data-ending-style:opacity-0",
  "data-ending-style:duration-[105ms] data-instant:duration-0 data-starting-style:translate-y-1",
  "data-starting-style:opacity-0",
);

/** One line of a menu or list of options. */
export const popupItemStyles = cn(
  "text-body relative flex min-h-8 cursor-default items-center gap-2 rounded-[5px] px-2 py-1 outline-hidden select-none",
  "data-disabled:text-text-disabled data-highlighted:bg-raised-2 pointer-coarse:min-h-11",
  "forced-colors:data-highlighted:outline",
);
