import { defineMessages } from "@/lib/shared/messages";

/** Apart from the rest: every page loads the button, only who presses it the palette. */
export const buttonMessages = defineMessages({
  search: "Search or jump to…",
});
