import { defineMessages } from "@/lib/shared/messages";

export const installedMessages = defineMessages({
  caption: "Integrations, those with an error first",
  search: "Search integrations",
  status: "Status",
  anyStatus: "Any status",
  category: "Category",
  anyCategory: "Any category",
  provider: "Provider",
  lastEvent: "Last event",
  installedBy: "Installed by",
  actions: "Actions",
  actionsOf: "Actions of {name}",
  never: "–",
  manage: "Manage",
  chip: "{name}: {value}",
  searched: "Search",
  order: "Errors first, then last event",
  blocked: "Your plan does not include integrations. What comes in is held.",
});
