import { downloadOf } from "@/lib/api/download";
import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { exportDeliveries } from "@/lib/services/deliveries/export";

export const GET = implement(contracts.deliveries.export, ({ ctx, query }) =>
  downloadOf(exportDeliveries(ctx, query), {
    contentType: query.format === "csv" ? "text/csv; charset=utf-8" : "application/x-ndjson",
    fileName: `deliveries-${ctx.workspace.slug}-${new Date().toISOString().slice(0, 10)}.${query.format}`,
  }),
);
