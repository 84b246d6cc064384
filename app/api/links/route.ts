import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createLink } from "@/lib/services/links/create";
import { listLinks } from "@/lib/services/links/list";

export const GET = implement(contracts.links.list, ({ ctx, query }) => listLinks(ctx, query));

export const POST = implement(contracts.links.create, ({ ctx, body }) => createLink(ctx, body));
