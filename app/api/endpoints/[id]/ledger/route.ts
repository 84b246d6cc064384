import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getAnyEndpointRow } from "@/lib/services/endpoints/find-any";
import { getEndpointLedger, ledgerAsCsv } from "@/lib/services/endpoints/ledger";

export const GET = implement(
  contracts.endpointInsights.ledger,
  async ({ ctx, params, query }) => {
    const ledger = await getEndpointLedger(ctx, params.id);
    if (query.format === "json") return ledger;
    return new Response(ledgerAsCsv(ledger), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="ledger-${params.id}.csv"`,
      },
    });
  },
  (ctx, params) => getAnyEndpointRow(ctx, params.id),
);
