import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listInstallations } from "@/lib/services/installations/list";

export const GET = implement(contracts.installations.list, ({ ctx }) => listInstallations(ctx));
