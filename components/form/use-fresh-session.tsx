"use client";

import { type ReactNode, useState } from "react";

import { Problem } from "@/lib/client/http";

import { ConfirmIdentityDialog } from "./confirm-identity-dialog";

export interface FreshSession {
  /** Where it was refused because the sign-in is too old, asks who is there and does it again. False for other errors. */
  askIfStale: (error: Error, again: () => void) => boolean;
  /** Stands anywhere in the page. */
  dialog: ReactNode;
}

/** For what only somebody may do who lately showed who they are. */
export function useFreshSession(): FreshSession {
  const [waiting, setWaiting] = useState<{ again: () => void } | null>(null);
  return {
    askIfStale: (error, again) => {
      const stale = error instanceof Problem && error.error === "REAUTHENTICATION_REQUIRED";
      if (stale) setWaiting({ again });
      return stale;
    },
    dialog: (
      <ConfirmIdentityDialog
        open={waiting !== null}
        onClose={() => setWaiting(null)}
        onConfirmed={() => {
          setWaiting(null);
          waiting?.again();
        }}
      />
    ),
  };
}
