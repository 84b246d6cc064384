import { checkUrl } from "@/lib/egress/url";
import { env } from "@/lib/env";
import { AppError, invalid } from "@/lib/shared/errors";

/** The URL in the form it is stored, sent to and compared in. @throws AppError VALIDATION_ERROR on `url` */
export function endpointUrl(raw: string): { url: string; host: string } {
  const checked = checkUrl(raw, env.egressAllow);
  if (!checked.ok) throw invalid("url", checked.message);
  return checked;
}

/** For the unique index on a destination's URL. */
export const duplicateUrl = (): AppError =>
  new AppError("DUPLICATE_URL", "Another destination of this workspace already has this URL.", {
    details: [{ path: "url", message: "Already used by another destination." }],
  });
