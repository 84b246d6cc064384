import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { deleteLink } from "@/lib/services/links/delete";
import { getLink } from "@/lib/services/links/get";
import { updateLink } from "@/lib/services/links/update";

export const GET = implement(contracts.links.get, ({ ctx, params }) => getLink(ctx, params.linkId));

export const PATCH = implement(
  contracts.links.update,
  ({ ctx, params, body }) => updateLink(ctx, params.linkId, body),
  (ctx, params) => getLink(ctx, params.linkId),
);

export const DELETE = implement(contracts.links.remove, ({ ctx, params }) => deleteLink(ctx, params.linkId));
