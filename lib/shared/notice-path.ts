/** Where a person looks on after a notice, below the workspace: the log of what it is about, or the page of the fix. */
export function noticePath(category: string, endpointId: string | null): string {
  if (endpointId !== null) return `deliveries?endpoint=${endpointId}`;
  return PAGES[category] ?? "deliveries";
}

const PAGES: Readonly<Record<string, string>> = {
  integration_error: "integrations/installed",
  key_unused: "settings/api-keys",
  replay_finished: "deliveries/replays",
};
