import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createView, listViews } from "@/lib/services/views/views";

export const GET = implement(contracts.views.list, ({ ctx, query }) => listViews(ctx, query.page));

export const POST = implement(contracts.views.create, ({ ctx, body }) => createView(ctx, body));
