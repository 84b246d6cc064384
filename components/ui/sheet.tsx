"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { type ReactElement, type ReactNode, Suspense } from "react";

import { CloseContext, DialogPopup, loadDialog, NO_TRIGGER } from "./dialog";
import { useTrigger } from "./layer";

const sheetStyles = cva(
  [
    "border-line-2 bg-raised shadow-dialog fixed z-30 flex flex-col overflow-hidden outline-hidden",
    "duration-slow ease-standard transition-[opacity,translate] data-ending-style:opacity-0",
    "data-ending-style:duration-150 data-starting-style:opacity-0",
  ],
  {
    variants: {
      side: {
        /** Beside the page: details and filters on wide screens, the whole screen on narrow ones. */
        end: [
          "inset-y-0 end-0 w-full max-w-130 border-s data-ending-style:translate-x-6 data-starting-style:translate-x-6",
          "rtl:data-ending-style:-translate-x-6 rtl:data-starting-style:-translate-x-6",
        ],
        /** From below, under the thumb. */
        bottom: [
          "rounded-t-dialog inset-x-0 bottom-0 max-h-[85dvh] border-t pb-[env(safe-area-inset-bottom)]",
          "data-ending-style:translate-y-6 data-starting-style:translate-y-6",
        ],
      },
    },
    defaultVariants: { side: "end" },
  },
);

export interface SheetProps extends VariantProps<typeof sheetStyles> {
  title: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  footer?: ReactNode;
  children: ReactNode;
}

export function Sheet({ title, trigger, open, onOpenChange, footer, side, children }: SheetProps) {
  const layer = useTrigger(trigger ?? NO_TRIGGER, { popup: "dialog", load: loadDialog, open, onOpenChange });
  return (
    <>
      {trigger && layer.element}
      {layer.wanted && (
        <Suspense>
          <CloseContext value={() => layer.onOpenChange(false)}>
            <DialogPopup
              slot="sheet"
              anchor={layer.anchor}
              open={layer.open}
              onOpenChange={layer.onOpenChange}
              title={title}
              footer={footer}
              className={sheetStyles({ side })}
              headClassName="flex items-center gap-4 border-b px-5 py-2.5"
              titleClassName="text-h2"
              bodyClassName="min-h-0 flex-1 overflow-y-auto px-5 py-4"
              footClassName="flex flex-wrap justify-end gap-2 border-t px-5 py-3"
            >
              {children}
            </DialogPopup>
          </CloseContext>
        </Suspense>
      )}
    </>
  );
}
