import { redirect } from "next/navigation";

/** The deliveries of an endpoint are the log of all, seen through it. */
export default async function Page({
  params,
}: PageProps<"/[workspace]/integrations/automation/[endpointId]/deliveries">) {
  const { workspace, endpointId } = await params;
  redirect(`/${workspace}/deliveries?endpoint=${endpointId}&test=show`);
}
