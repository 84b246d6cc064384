import { Problem } from "@/lib/client/http";
import type { Connecting } from "@/lib/contracts/installations";

/** Leaves for the provider's page, or for the integration that is connected already. */
export function goOn(connecting: Connecting, slug: string): void {
  window.location.assign(
    connecting.next === "consent"
      ? connecting.url
      : `/${slug}/integrations/installed/${connecting.installation.id}?welcome=1`,
  );
}

/** What is wrong with what was typed before connecting, where the server says so. */
export const inputProblem = (error: Error | null): string | undefined =>
  error instanceof Problem ? error.details?.find(({ path }) => path === "input")?.message : undefined;
