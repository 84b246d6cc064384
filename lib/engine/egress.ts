import { createEgress, type Egress, type ForbiddenTarget } from "@/lib/egress/egress";
import { env } from "@/lib/env";
import { logger } from "@/lib/observability/logger";

const held = globalThis as typeof globalThis & { linquidEgress?: Egress };

/** The one guarded way out of this process, with our own app, database and engine out of bounds. */
export function egress(): Egress {
  return (held.linquidEgress ??= createEgress({ allow: env.egressAllow, forbidden: ownTargets() }));
}

/** Says at the start what the operator has opened, so that nobody has to guess which rules this server has. */
export function announceOpenings(): void {
  const { entries } = env.egressAllow;
  if (entries.length > 0) logger.info({ entries }, "EGRESS_ALLOW opens these places to what customers send");
}

export async function closeEgress(): Promise<void> {
  const open = held.linquidEgress;
  delete held.linquidEgress;
  await open?.close();
}

function ownTargets(): ForbiddenTarget[] {
  const addresses = [env.appUrl, env.databaseUrl, env.inngest.mode === "remote" ? env.inngest.baseUrl : undefined];
  const named = addresses.flatMap((text) => {
    if (text === undefined) return [];
    const url = new URL(text);
    const port = Number(url.port) || (url.protocol === "https:" ? 443 : url.protocol === "http:" ? 80 : 5432);
    return [{ host: url.hostname.replace(/^\[|\]$/g, ""), port }];
  });
  return [...named, { host: "127.0.0.1", port: env.port }];
}
