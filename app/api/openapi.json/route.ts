import { implement } from "@/lib/api/implement";
import { apiDocument } from "@/lib/api/openapi/of-this-server";
import { contracts } from "@/lib/contracts";

export const GET = implement(contracts.reference.openapi, () =>
  Promise.resolve(Response.json(apiDocument(), { headers: { "cache-control": "public, max-age=300" } })),
);
