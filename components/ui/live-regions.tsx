"use client";

import { useSyncExternalStore } from "react";

import { announcements } from "./announce";

/** The two hidden regions through which `announce` speaks. Once per page. */
export function LiveRegions() {
  const { polite, assertive } = useSyncExternalStore(
    announcements.subscribe,
    announcements.read,
    announcements.readOnServer,
  );
  return (
    <>
      <div data-slot="live-polite" aria-live="polite" aria-atomic="true" className="sr-only">
        <span key={polite.turn}>{polite.message}</span>
      </div>
      <div data-slot="live-assertive" aria-live="assertive" aria-atomic="true" className="sr-only">
        <span key={assertive.turn}>{assertive.message}</span>
      </div>
    </>
  );
}
