import { createHash, timingSafeEqual } from "node:crypto";

import { env } from "@/lib/env";

/** Whether the caller is the one who watches this server: METRICS_TOKEN as bearer. Never without that variable. */
export function isWatcher(headers: Headers): boolean {
  const token = env.metricsToken;
  const given = /^bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "")?.[1];
  return token !== undefined && given !== undefined && timingSafeEqual(digest(token), digest(given));
}

const digest = (value: string): Buffer => createHash("sha256").update(value).digest();
