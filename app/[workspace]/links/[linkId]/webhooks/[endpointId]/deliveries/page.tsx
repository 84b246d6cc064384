import { redirect } from "next/navigation";

/** The deliveries of an endpoint are the log of all, seen through it. */
export default async function Page({
  params,
}: PageProps<"/[workspace]/links/[linkId]/webhooks/[endpointId]/deliveries">) {
  const { workspace, endpointId } = await params;
  redirect(`/${workspace}/deliveries?endpoint=${endpointId}&test=show`);
}
