import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { installationActivity } from "@/lib/services/installations/activity";

export const GET = implement(contracts.installations.activity, ({ ctx }) => installationActivity(ctx));
