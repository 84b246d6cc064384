import { mostFrequentFailure } from "@/lib/db/endpoints/causes";
import { causeOf, explain } from "@/lib/webhooks/diagnosis";

import type { Context } from "../context";
import { type Finding, passed, problem, skipped, timeInWords, warning } from "../diagnosis/words";
import { healthOf } from "./health";
import { listSecretsOf } from "./list-secrets";
import type { EndpointRow } from "./scope";

export async function recentResults(ctx: Context, endpoint: EndpointRow): Promise<Finding> {
  const { delivered, failed, retrying } = await healthOf(ctx, endpoint);
  if (failed > 0) {
    const failure = await mostFrequentFailure(endpoint.id);
    const cause = failure && causeOf(failure);
    const mostly = cause ? `, mostly: ${explain(cause, { url: endpoint.url, ...failure }).headline}` : ".";
    return problem(`${failed} failed${mostly}`, "see_failed", "See them");
  }
  if (retrying > 0) return warning(`${retrying} waiting to retry.`, "see_retrying", "See them");
  return delivered === 0 ? skipped("Nothing was sent in 24 h.") : passed(`100 % of ${delivered} delivered in 24 h.`);
}

export async function secretRotation(ctx: Context, endpoint: EndpointRow): Promise<Finding> {
  const secrets = await listSecretsOf(ctx, endpoint);
  const [newest] = secrets;
  const ends = secrets.flatMap((secret) => (secret.expiresAt === null ? [] : [new Date(secret.expiresAt)]));
  const last = ends.toSorted((one, other) => other.getTime() - one.getTime())[0];
  if (!newest?.current)
    return problem("This endpoint has no signing secret, so nothing can be sent.", "create_secret", "Create secret");
  if (!last) return passed("No rotation running.");
  return newest.lastCheck?.accepted === false
    ? problem("New secret was refused in the last test.", "open_rotation", "Open rotation")
    : warning(`Old secret ends ${timeInWords(last)}.`, "open_rotation", "Open rotation");
}
