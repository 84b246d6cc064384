import { handleAuth } from "@/lib/auth/sign-in";

export const dynamic = "force-dynamic";

export { handleAuth as GET, handleAuth as POST };
