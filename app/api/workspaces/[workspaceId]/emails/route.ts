import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listEmails } from "@/lib/services/emails/list";

export const GET = implement(contracts.emails.list, ({ ctx, query }) => listEmails(ctx, query));
