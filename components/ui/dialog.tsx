"use client";

import { mergeProps } from "@base-ui/react/merge-props";
import { cva, type VariantProps } from "class-variance-authority";
import {
  cloneElement,
  createContext,
  lazy,
  type ReactElement,
  type ReactNode,
  type RefObject,
  Suspense,
  use,
} from "react";

import { useTrigger } from "./layer";

export const loadDialog = () => import("./dialog-popup");
export const DialogPopup = lazy(() => loadDialog().then((parts) => ({ default: parts.DialogPopup })));

const dialogStyles = cva(
  [
    "fixed top-1/2 left-1/2 z-30 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-1/2 flex-col",
    "rounded-dialog border-line-2 bg-raised shadow-dialog overflow-hidden border outline-hidden",
    "duration-slow ease-standard transition-[opacity,scale] data-ending-style:scale-98 data-ending-style:opacity-0",
    "data-ending-style:duration-150 data-starting-style:scale-98 data-starting-style:opacity-0",
  ],
  {
    variants: { size: { small: "max-w-110", medium: "max-w-160", large: "max-w-240" } },
    defaultVariants: { size: "small" },
  },
);

export interface DialogProps extends VariantProps<typeof dialogStyles> {
  /** The question or the task, as a heading. */
  title: ReactNode;
  /** One sentence under it. */
  description?: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Where focus starts: the least destructive thing. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Stays while a press outside would lose work. */
  keepOpen?: boolean;
  /** The row of buttons at the foot. */
  footer?: ReactNode;
  children?: ReactNode;
}

export function Dialog({ trigger, open, onOpenChange, size, footer, children, ...content }: DialogProps) {
  const layer = useTrigger(trigger ?? NO_TRIGGER, { popup: "dialog", load: loadDialog, open, onOpenChange });
  return (
    <>
      {trigger && layer.element}
      {layer.wanted && (
        <Suspense>
          <CloseContext value={() => layer.onOpenChange(false)}>
            <DialogPopup
              {...content}
              slot="dialog"
              anchor={layer.anchor}
              open={layer.open}
              onOpenChange={layer.onOpenChange}
              footer={footer}
              className={dialogStyles({ size })}
              headClassName="flex items-start gap-4 px-6 pt-5 pb-1"
              titleClassName="text-h1"
              bodyClassName="min-h-0 flex-1 overflow-y-auto px-6 py-4 empty:hidden"
              footClassName="flex flex-wrap items-center justify-end gap-2 border-t bg-canvas px-6 py-3.5"
            >
              {children}
            </DialogPopup>
          </CloseContext>
        </Suspense>
      )}
    </>
  );
}

/** What stands in for the trigger of a dialog that its owner opens; it never reaches the page. */
export const NO_TRIGGER = <span />;

export const CloseContext = createContext<() => void>(() => {});

/** Makes a button close the dialog or sheet around it. */
export function DialogClose({ render }: { render: ReactElement }) {
  const close = use(CloseContext);
  return cloneElement(render, mergeProps<"button">({ onClick: close }, render.props as Record<string, unknown>));
}
