import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { requestLink } from "@/lib/services/sign-in/request-link";

export const POST = implement(contracts.signIn.requestPasswordReset, ({ body, request }) =>
  requestLink("password_reset", body.email, request.address),
);
