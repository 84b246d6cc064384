import { downloadOf } from "@/lib/api/download";
import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { exportWorkspace } from "@/lib/services/workspaces/export";

export const POST = implement(contracts.workspaces.export, ({ ctx }) =>
  downloadOf(exportWorkspace(ctx), {
    contentType: "application/x-ndjson",
    fileName: `${ctx.workspace.slug}-${new Date().toISOString().slice(0, 10)}.ndjson`,
  }),
);
