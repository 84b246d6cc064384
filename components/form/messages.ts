import { defineMessages } from "@/lib/shared/messages";

export const formMessages = defineMessages({
  summary: "{n, plural, one {# thing needs} other {# things need}} your attention",
  save: "Save changes",
});
