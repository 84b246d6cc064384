import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listDiagnoses } from "@/lib/services/endpoints/list-diagnoses";

export const GET = implement(contracts.diagnosis.list, ({ ctx, params }) => listDiagnoses(ctx, params.id));
