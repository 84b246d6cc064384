import { cva } from "class-variance-authority";

/** Shared by buttons and by links that look like one. */
export const buttonStyles = cva(
  [
    "rounded-control relative inline-flex shrink-0 items-center justify-center gap-1.5 border border-transparent",
    "duration-fast text-center font-medium transition-colors ease-out select-none",
    "aria-busy:cursor-progress aria-busy:opacity-70 data-off:cursor-not-allowed pointer-coarse:min-h-11 [&_svg]:size-4",
  ],
  {
    variants: {
      variant: {
        /** The one filled button of a view. */
        primary: [
          "bg-primary text-on-primary not-aria-disabled:hover:bg-primary-hover",
          "data-off:bg-surface-3 data-off:text-text-disabled",
        ],
        secondary: [
          "border-line-2 bg-surface text-text not-aria-disabled:hover:bg-surface-2 not-aria-disabled:active:bg-surface-3",
          "data-off:text-text-disabled data-popup-open:bg-surface-2",
        ],
        /** On a tinted block, where a border would be one line too many. */
        plain: [
          "bg-surface text-text not-aria-disabled:hover:bg-surface-2 data-off:text-text-disabled",
          "forced-colors:border-current",
        ],
        ghost: [
          "text-text-2 not-aria-disabled:hover:bg-surface-3 not-aria-disabled:hover:text-text",
          "data-off:text-text-disabled data-popup-open:bg-surface-3 data-popup-open:text-text",
        ],
        danger: [
          "bg-danger-button text-on-danger-button not-aria-disabled:hover:bg-danger-button-hover",
          "data-off:bg-surface-3 data-off:text-text-disabled",
        ],
      },
      size: {
        small: "text-small min-h-7 px-2.5 py-0.5",
        default: "text-body min-h-8 px-3 py-1",
        large: "text-body min-h-10 px-4 py-1.5",
      },
    },
    defaultVariants: { variant: "secondary", size: "default" },
  },
);
