import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { previewFilter } from "@/lib/services/filters/preview";

export const POST = implement(contracts.filters.preview, ({ ctx, body }) => previewFilter(ctx, body));
