import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertIncident, recoverIncident } from "@/lib/services/incidents/recover";

export const POST = implement(
  contracts.incidents.recover,
  ({ ctx, params, body }) => recoverIncident(ctx, params.id, body),
  (ctx, params) => assertIncident(ctx, params.id),
);
