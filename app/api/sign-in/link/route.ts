import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { requestLink } from "@/lib/services/sign-in/request-link";

export const POST = implement(contracts.signIn.requestLink, ({ body, request }) =>
  requestLink("sign_in", body.email, request.address),
);
