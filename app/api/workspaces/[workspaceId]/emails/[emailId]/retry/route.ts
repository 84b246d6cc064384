import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { findEmail, retryEmail } from "@/lib/services/emails/list";

export const POST = implement(
  contracts.emails.retry,
  ({ ctx, params }) => retryEmail(ctx, params.emailId),
  (ctx, params) => findEmail(ctx.db, params.emailId),
);
