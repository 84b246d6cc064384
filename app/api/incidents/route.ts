import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listIncidents } from "@/lib/services/incidents/list";

export const GET = implement(contracts.incidents.list, ({ ctx, query }) => listIncidents(ctx, query));
