import { redirect } from "next/navigation";

import { NoWorkspace } from "@/components/auth/no-workspace";
import { readLanding } from "@/lib/server/landing";

export default async function RootPage() {
  const landing = await readLanding();
  if (!landing.signedIn) redirect("/sign-in");
  if (landing.slug !== null) redirect(`/${landing.slug}`);
  return <NoWorkspace />;
}
