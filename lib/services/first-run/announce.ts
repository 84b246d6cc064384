import { firstRunCode } from "@/lib/auth/first-run-code";
import { env } from "@/lib/env";

import { isFirstRunOpen } from "./is-open";

/** What to tell whoever starts a server without an account; null when it has one. */
export async function firstRunWords(): Promise<string | null> {
  if (!(await isFirstRunOpen())) return null;
  return `Linquid has no account yet. Open ${env.appUrl}/welcome and enter this code: ${firstRunCode()}`;
}
