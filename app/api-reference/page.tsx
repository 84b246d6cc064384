import { SearchView } from "@/components/reference/search-view";
import { StartView } from "@/components/reference/start-view";
import { referenceEventTypes } from "@/lib/server/reference/event-types";
import { referenceGroups } from "@/lib/server/reference/operations";
import { searchReference } from "@/lib/server/reference/search";

const QUERY_MAX = 100;

export default async function ReferencePage({ searchParams }: PageProps<"/api-reference">) {
  const { q } = await searchParams;
  const wanted = (Array.isArray(q) ? q[0] : q)?.trim().slice(0, QUERY_MAX) ?? "";
  if (wanted !== "") return <SearchView q={wanted} hits={searchReference(wanted)} />;
  return <StartView groups={referenceGroups()} eventTypes={referenceEventTypes().length} />;
}
