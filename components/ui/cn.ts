import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// Names of our own scales (app/globals.css): without them a size such as `text-small` would be taken for a colour.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: [
        "display",
        "figure",
        "h1",
        "h2",
        "h3",
        "body",
        "small",
        "caption",
        "micro",
        "mono",
        "mono-long",
        "mono-sm",
      ],
      radius: ["badge", "control", "popover", "card", "dialog"],
      shadow: ["popover", "dialog"],
      animate: ["shimmer", "appear-late", "tint", "spin"],
      ease: ["standard"],
    },
  },
});

/** Joins class names; of two that set the same property the last one stays. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
