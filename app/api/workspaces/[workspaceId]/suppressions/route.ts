import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listSuppressions } from "@/lib/services/emails/list";

export const GET = implement(contracts.emails.suppressions, ({ ctx, query }) => listSuppressions(ctx, query));
