import { Client } from "pg";

import { SECOND } from "@/lib/shared/time";

import { engineDatabaseUrl } from "../engine/pool";
import { poolConfig } from "../pool";
import type { LiveNotice } from "./notice";

/** A server that vanished says nothing; this often it is asked whether it is still there. */
const PROBE_MS = 20 * SECOND;

/** Listens on a connection of its own, which must be a direct one. `lost` is called once, and not after `end`. */
export async function listenLive(on: {
  notice: (notice: LiveNotice) => void;
  lost: (error: Error) => void;
}): Promise<{ end: () => Promise<void> }> {
  const config = poolConfig({ url: engineDatabaseUrl(), max: 1, name: "linquid-live" });
  const client = new Client({ ...config, idle_in_transaction_session_timeout: 0 });
  let open = true;
  const lose = (reason: Error): void => {
    if (!open) return;
    open = false;
    clearInterval(probe);
    on.lost(reason);
    client.end().catch(() => undefined);
  };
  const probe = setInterval(() => void client.query("SELECT 1").catch(lose), PROBE_MS).unref();
  client.on("error", lose);
  client.on("end", () => lose(new Error("The connection for live updates ended.")));
  // Written by our own statements and triggers alone.
  client.on("notification", ({ payload }) => on.notice(JSON.parse(payload ?? "") as LiveNotice));
  try {
    await client.connect();
    await client.query("LISTEN linquid_live");
  } catch (error) {
    open = false;
    clearInterval(probe);
    client.end().catch(() => undefined);
    throw error;
  }
  return {
    end: async () => {
      open = false;
      clearInterval(probe);
      await client.end();
    },
  };
}
