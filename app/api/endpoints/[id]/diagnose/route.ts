import { implement } from "@/lib/api/implement";
import { lines, wantsLines } from "@/lib/api/lines";
import { contracts } from "@/lib/contracts";
import type { DiagnosisLine } from "@/lib/contracts/diagnosis";
import { assertMayDiagnose, diagnoseEndpoint } from "@/lib/services/endpoints/diagnose";

export const POST = implement(
  contracts.diagnosis.run,
  async ({ ctx, params, body, request }) => {
    if (!wantsLines(request.headers)) return diagnoseEndpoint(ctx, params.id, body);
    return lines<DiagnosisLine>(
      async (write) => {
        const diagnosis = await diagnoseEndpoint(ctx, params.id, body, (check) => write({ type: "check", check }));
        write({ type: "done", diagnosis });
      },
      { type: "failed", message: "The diagnosis could not be finished." },
    );
  },
  (ctx, params) => assertMayDiagnose(ctx, params.id),
);
