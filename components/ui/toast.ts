"use client";

import { Toast } from "@base-ui/react/toast";

import { SECOND } from "@/lib/shared/time";

/**
 * Tells the result of something that is not visible on screen. Never put secrets, whole URLs or payloads in it, and
 * never use it for copying. The words come from the caller's catalogue.
 */
export const toast = {
  success: (message: string, options?: ToastOptions): string => add("success", message, options),
  /** Stays until it is closed, and is read out at once. */
  error: (message: string, options?: ToastOptions): string => add("error", message, options),
  info: (message: string, options?: ToastOptions): string => add("info", message, options),
  /** For things that ran at once and can be taken back within eight seconds. */
  undoable: (message: string, undo: ToastAction): string =>
    add("success", message, { action: undo, forMs: 8 * SECOND }),
  close: (id: string): void => toastManager.close(id),
};

export interface ToastAction {
  label: string;
  onAction: () => void;
}

export interface ToastOptions {
  action?: ToastAction;
  /** How long it stays; the timer waits while it is pointed at or focused. */
  forMs?: number;
}

export type ToastTone = "success" | "error" | "info";

/** What the toaster listens to. Use `toast` instead. */
export const toastManager = Toast.createToastManager();

function add(tone: ToastTone, message: string, { action, forMs }: ToastOptions = {}): string {
  const id = toastManager.add({
    title: message,
    type: tone,
    timeout: tone === "error" ? 0 : (forMs ?? 6 * SECOND),
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          toastManager.close(id);
          action.onAction();
        },
      },
    }),
  });
  return id;
}
