"use client";

// Loaded with the first toast; `toaster.tsx` stands in the page from the start.

import { Toast } from "@base-ui/react/toast";
import { CircleCheck, Info, OctagonX } from "lucide-react";
import { useEffect, useRef } from "react";

import { Button } from "./button";
import { CloseButton } from "./close-button";
import { cn } from "./cn";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";
import { type ToastOrder, toastOrders, type ToastTone } from "./toast";

const manager = Toast.createToastManager();

/** The place where toasts appear: bottom end, on phones above the bar. F8 goes there. */
export function ToastList() {
  useEffect(
    () =>
      toastOrders.subscribe((order) => {
        if (order.kind === "close") manager.close(order.id);
        else addToast(order);
      }),
    [],
  );
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <ToastViewport />
    </Toast.Provider>
  );
}

function ToastViewport() {
  const t = useMessages(uiMessages);
  const viewport = useRef<HTMLDivElement>(null);
  const { toasts } = Toast.useToastManager();

  useEffect(() => {
    const goThere = (event: KeyboardEvent): void => {
      if (event.key === "F8") viewport.current?.focus();
    };
    window.addEventListener("keydown", goThere);
    return () => window.removeEventListener("keydown", goThere);
  }, []);

  return (
    <Toast.Portal>
      <Toast.Viewport
        ref={viewport}
        data-slot="toaster"
        aria-label={t("notifications")}
        // Each toast says by its role how urgent it is; a live region around them would say it a second time.
        aria-live="off"
        className={cn(
          "fixed inset-x-4 bottom-[calc(var(--bottom-bar,0px)+1rem)] z-50 flex flex-col gap-2",
          "sm:start-auto sm:end-4 sm:w-96",
        )}
      >
        {toasts.map((item) => (
          <Toast.Root
            key={item.id}
            toast={item}
            data-slot="toast"
            role={item.type === "error" ? "alert" : "status"}
            // Belongs to the role of a dialog, which it has without ours.
            aria-modal={undefined}
            swipeDirection={["down", "right"]}
            className={cn(
              "rounded-popover border-line-2 bg-raised shadow-popover border data-limited:hidden",
              "translate-x-(--toast-swipe-movement-x) translate-y-(--toast-swipe-movement-y)",
              "duration-base ease-standard transition-[opacity,translate] data-ending-style:opacity-0",
              "data-ending-style:duration-[105ms] data-starting-style:translate-y-2 data-starting-style:opacity-0",
            )}
          >
            <Toast.Content className="flex items-center gap-2.5 py-2 ps-3 pe-2">
              <ToneIcon tone={item.type as ToastTone} />
              <Toast.Title className="text-body min-w-0 flex-1 wrap-anywhere" render={<p />} />
              {item.actionProps && <Toast.Action render={<Button size="small" />} />}
              <CloseButton onClick={() => manager.close(item.id)} />
            </Toast.Content>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}

function ToneIcon({ tone }: { tone: ToastTone }) {
  if (tone === "error") return <OctagonX className="text-danger size-4" aria-hidden />;
  if (tone === "success") return <CircleCheck className="text-success size-4" aria-hidden />;
  return <Info className="text-text-2 size-4" aria-hidden />;
}

function addToast({ id, tone, message, forMs, action }: Extract<ToastOrder, { kind: "add" }>): void {
  manager.add({
    id,
    title: message,
    type: tone,
    timeout: forMs,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id);
          action.onAction();
        },
      },
    }),
  });
}
