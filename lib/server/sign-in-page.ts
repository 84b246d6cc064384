import "server-only";

import { headers } from "next/headers";
import { cache } from "react";

import { whoseSecondStep } from "@/lib/auth/enter";
import { signInWays } from "@/lib/auth/identity-providers";
import { isMailSetUp } from "@/lib/services/account/mail";
import { isFirstRunOpen } from "@/lib/services/first-run/is-open";

export interface SignInWays {
  /** Providers that this server has credentials for. */
  providers: ("github" | "google")[];
  /** Links can be mailed. */
  mail: boolean;
}

export const readSignInWays = (): SignInWays => ({ providers: signInWays(), mail: isMailSetUp() });

/** Whether this server waits for its first owner; asked once per request. */
export const readFirstRunOpen = cache(isFirstRunOpen);

/** Whether this browser is asked for a second factor. */
export const isAskedForCode = cache(async (): Promise<boolean> => (await whoseSecondStep(await headers())) !== null);
