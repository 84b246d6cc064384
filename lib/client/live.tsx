"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, use, useEffect, useState, useSyncExternalStore } from "react";

import { MINUTE, SECOND } from "@/lib/shared/time";

import { LiveCache } from "./live-cache";
import { LiveConnection, type LiveStatus } from "./live-connection";
import { readLive } from "./live-events";

const HIDDEN_MS = MINUTE;
const IDLE_MS = 30 * MINUTE;

const OFF: LiveStatus = { state: "off", lastAt: null, lost: false, away: false };
const STARTING: LiveStatus = { state: "reconnecting", lastAt: null, lost: false, away: false };

const LiveContext = createContext<LiveConnection | null>(null);

/** The one stream of this tab, for the workspace that is open: what it tells of is read again where it is shown. */
export function LiveProvider({ workspaceId, children }: { workspaceId: string; children: ReactNode }) {
  const client = useQueryClient();
  const [{ cache, connection }] = useState(() => {
    const made = new LiveCache(client, workspaceId);
    return {
      cache: made,
      connection: new LiveConnection((lastId, signal) => readLive(workspaceId, lastId, signal), made.apply),
    };
  });
  useEffect(() => {
    const stopWatching = watchPresence(connection);
    connection.resume();
    return () => {
      stopWatching();
      connection.stop();
      cache.stop();
    };
  }, [cache, connection]);
  return <LiveContext value={connection}>{children}</LiveContext>;
}

/** How live this page is, and the switch. Outside a workspace nothing is. */
export function useLive(): LiveStatus & { pause: () => void; resume: () => void } {
  const connection = use(LiveContext);
  const status = useSyncExternalStore(
    connection?.subscribe ?? never,
    connection?.status ?? (() => OFF),
    connection ? () => STARTING : () => OFF,
  );
  return { ...status, pause: () => connection?.pause(), resume: connection?.resume ?? nothing };
}

/** How often to ask, for what the stream tells of: never while it is live, nor while a person has paused it. */
export function usePollUnlessLive(everyMs: number): number | false {
  const { state } = useLive();
  return state === "live" || state === "paused" ? false : everyMs;
}

const nothing = (): void => undefined;
const never = (): (() => void) => nothing;

const SIGNS = ["pointerdown", "keydown", "wheel"] as const;

/** Nobody looks at a hidden tab, and nobody sits before one that was not touched for half an hour. */
function watchPresence(connection: LiveConnection): () => void {
  let away: ReturnType<typeof setTimeout> | undefined;
  let left = false;
  const leaveIn = (ms: number): void => {
    clearTimeout(away);
    away = setTimeout(() => {
      if (connection.status().state === "paused") return;
      left = document.visibilityState === "hidden";
      connection.pause(true);
    }, ms);
  };
  const onVisibility = (): void => {
    if (document.visibilityState === "hidden") return leaveIn(HIDDEN_MS);
    leaveIn(IDLE_MS);
    if (left) connection.resume();
    left = false;
  };
  let touchedAt = 0;
  const onSign = (): void => {
    if (performance.now() - touchedAt < SECOND) return;
    touchedAt = performance.now();
    leaveIn(IDLE_MS);
  };
  leaveIn(IDLE_MS);
  document.addEventListener("visibilitychange", onVisibility);
  for (const sign of SIGNS) document.addEventListener(sign, onSign, { passive: true });
  return () => {
    clearTimeout(away);
    document.removeEventListener("visibilitychange", onVisibility);
    for (const sign of SIGNS) document.removeEventListener(sign, onSign);
  };
}
