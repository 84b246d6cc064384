import { defineMessages } from "@/lib/shared/messages";

export const dataTableMessages = defineMessages({
  selectAll: "Select all rows on this page",
  selectRow: "Select {name}",
  nextRow: "Next row",
  previousRow: "Previous row",
  openRow: "Open the row",
  toggleRow: "Select the row",
  toggleRange: "Select all rows up to this one",
});
