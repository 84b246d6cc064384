import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { installationChoices } from "@/lib/services/installations/choices";

export const GET = implement(contracts.installations.choices, ({ ctx, params }) =>
  installationChoices(ctx, params.id, params.source),
);
