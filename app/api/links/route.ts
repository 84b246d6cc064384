import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createLink, createLinks } from "@/lib/services/links/create";
import { deleteLinks } from "@/lib/services/links/delete";
import { listLinks } from "@/lib/services/links/list";
import { updateLinks } from "@/lib/services/links/update";

export const GET = implement(contracts.links.list, ({ ctx, query }) => listLinks(ctx, query));

export const POST = implement(contracts.links.create, ({ ctx, body }) =>
  "links" in body ? createLinks(ctx, body.links) : createLink(ctx, body),
);

export const PATCH = implement(contracts.links.updateMany, ({ ctx, body }) => updateLinks(ctx, body));

export const DELETE = implement(contracts.links.removeMany, ({ ctx, body }) => deleteLinks(ctx, body));
