import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getInstallation } from "@/lib/services/installations/list";
import { linkPerson } from "@/lib/services/requests/people";

export const POST = implement(
  contracts.installations.linkPerson,
  ({ ctx, params, body }) => linkPerson(ctx, params.id, body.token),
  (ctx, params) => getInstallation(ctx, params.id),
);
