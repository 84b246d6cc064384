import "server-only";

import { cookies, headers } from "next/headers";
import { cache } from "react";

import { parsePreferences, type Preferences } from "@/lib/shared/preferences";

/** The preferences of whoever asks for this page; read once per request. */
export const readPreferences = cache(async (): Promise<Preferences> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return parsePreferences((name) => jar.get(name)?.value, head.get("accept-language"));
});
