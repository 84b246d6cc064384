import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getEmail } from "@/lib/services/emails/list";

export const GET = implement(contracts.emails.get, ({ ctx, params }) => getEmail(ctx, params.emailId));
