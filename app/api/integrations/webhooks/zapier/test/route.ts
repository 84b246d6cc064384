import { implement } from "@/lib/api/implement";
import { zapier } from "@/lib/contracts/zapier";
import { whoseKey } from "@/lib/services/zapier/lists";

export const POST = implement(zapier.test, async ({ ctx }) => Response.json(await whoseKey(ctx)));
