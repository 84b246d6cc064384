import { implement } from "@/lib/api/implement";
import { zapier } from "@/lib/contracts/zapier";
import { eventChoices } from "@/lib/services/zapier/lists";

export const GET = implement(zapier.events, async () => Response.json(eventChoices()));
