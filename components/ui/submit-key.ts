"use client";

import { useEffect } from "react";

/** ⌘Enter or Ctrl Enter sends the form that is being filled in, from any of its fields. */
export function useSubmitKey(): void {
  useEffect(() => {
    document.addEventListener("keydown", handleKey);
    return () => document.removeEventListener("keydown", handleKey);
  }, []);
}

function handleKey(event: KeyboardEvent): void {
  if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.defaultPrevented || event.isComposing) return;
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (!form) return;
  event.preventDefault();
  if (!event.repeat) form.requestSubmit();
}
