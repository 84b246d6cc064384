import { defineMessages } from "@/lib/shared/messages";

export const auditMessages = defineMessages({
  title: "Audit log",
  intro: "Who changed what, and from where. Secrets never stand here.",
  things: "audit entries",
  listName: "Audit entries, newest first",
  emptyTitle: "Nothing recorded yet",
  emptyBody: "Changes to settings, endpoints, keys and people appear here.",
  feature: "The full audit log",
  featureDoes: "See who changed what, for as long as your plan keeps it.",

  family: "About",
  everything: "Everything",
  endpoint: "Endpoints",
  integration: "Integrations",
  api_key: "API keys",
  member: "Members",
  invitation: "Invitations",
  link: "Links",
  customer: "Customers",
  conversion: "Conversions",
  delivery: "Deliveries",
  replay: "Replays",
  notification_rule: "Alerts",
  workspace: "Workspace",

  objectChip: "Object: {id}",
  actorChip: "Who: {id}",
  familyChip: "About: {family}",

  export: "Export",
  csv: "CSV",
  ndjson: "NDJSON",
});
