import { redirect } from "next/navigation";

/** Events are found through their type. */
export default async function EventsPage({ params }: PageProps<"/[workspace]/events">) {
  redirect(`/${(await params).workspace}/event-types`);
}
