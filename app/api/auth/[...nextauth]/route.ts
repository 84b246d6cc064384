import { authHandler } from "@/lib/auth/sign-in";
import { admit } from "@/lib/services/sign-in/admit";
import { exchangeCode, readIdentity } from "@/lib/services/sign-in/identity";

export const dynamic = "force-dynamic";

const handle = authHandler({ exchangeCode, readIdentity, admit });

export { handle as GET, handle as POST };
