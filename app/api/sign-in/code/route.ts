import { implement } from "@/lib/api/implement";
import { finishSecondStep, whoseSecondStep } from "@/lib/auth/enter";
import { contracts } from "@/lib/contracts";
import { getPerson } from "@/lib/services/account/get";
import { passSecondFactor } from "@/lib/services/account/pass-second-factor";
import { AppError } from "@/lib/shared/errors";

export const POST = implement(contracts.signIn.enterCode, async ({ body, request }) => {
  const userId = await whoseSecondStep(request.headers);
  if (userId === null) throw new AppError("UNAUTHORIZED", "This sign-in is over. Start again.");
  await passSecondFactor(userId, body.code);
  request.setCookies(await finishSecondStep(request.headers));
  return { recoveryCodesLeft: (await getPerson(userId)).recoveryCodesLeft };
});
