"use client";

import { useState, useSyncExternalStore } from "react";

/** False while a part of the page is drawn by the server, and for the first render in the browser, which repeats that. */
export const useAlive = (): boolean => useSyncExternalStore(neverChanges, inBrowser, onServer);

/** Whether the component came with the page, rather than by something that was done on it. */
export function useCameWithPage(): boolean {
  const alive = useAlive();
  const [first] = useState(alive);
  return !first;
}

const neverChanges = () => () => undefined;
const inBrowser = (): boolean => true;
const onServer = (): boolean => false;
