"use client";

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
  close: (id: string): void => send({ kind: "close", id }),
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

export type ToastOrder =
  | { kind: "add"; id: string; tone: ToastTone; message: string; forMs: number; action: ToastAction | undefined }
  | { kind: "close"; id: string };

/** Orders wait here until the code that shows toasts is there; it takes them in their order. */
export const toastOrders = {
  /** Called at once when orders wait, then with each new one. */
  subscribe(listener: (order: ToastOrder) => void): () => void {
    taker = listener;
    for (const order of waiting.splice(0)) listener(order);
    return () => {
      if (taker === listener) taker = undefined;
    };
  },
  /** Told once there is something to show. */
  onFirst(listener: () => void): () => void {
    wake = listener;
    if (waiting.length > 0) listener();
    return () => {
      if (wake === listener) wake = undefined;
    };
  },
};

const waiting: ToastOrder[] = [];
let taker: ((order: ToastOrder) => void) | undefined;
let wake: (() => void) | undefined;
let count = 0;

function add(tone: ToastTone, message: string, { action, forMs }: ToastOptions = {}): string {
  const id = `toast-${++count}`;
  send({ kind: "add", id, tone, message, action, forMs: tone === "error" ? 0 : (forMs ?? 6 * SECOND) });
  return id;
}

function send(order: ToastOrder): void {
  if (taker) taker(order);
  else waiting.push(order);
  wake?.();
}
