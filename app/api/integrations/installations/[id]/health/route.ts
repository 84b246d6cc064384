import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { installationHealth } from "@/lib/services/installations/health";

export const GET = implement(contracts.installations.health, ({ ctx, params }) => installationHealth(ctx, params.id));
