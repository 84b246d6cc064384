import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { installationChoices } from "@/lib/services/installations/choices";
import { getInstallation } from "@/lib/services/installations/list";

export const GET = implement(
  contracts.installations.choices,
  ({ ctx, params, query }) => installationChoices(ctx, params.id, query.source),
  (ctx, params) => getInstallation(ctx, params.id),
);
