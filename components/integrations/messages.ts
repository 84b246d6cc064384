import { defineMessages } from "@/lib/shared/messages";

export const integrationMessages = defineMessages({
  title: "Integrations",
  automation: "Automation",
  createDestination: "Create a destination",
  createForbidden: "You need permission to create destinations.",
  createNotInPlan: "Your plan does not include this.",
});
