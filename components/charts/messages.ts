import { defineMessages } from "@/lib/shared/messages";

export const chartMessages = defineMessages({
  range: "Range",
  last1h: "Last hour",
  last24h: "Last 24 hours",
  last7d: "Last 7 days",
  last30d: "Last 30 days",
  "1h": "1h",
  "24h": "24h",
  "7d": "7d",
  "30d": "30d",
  custom: "Custom…",
  customRange: "Custom range",
  from: "From",
  to: "To",
  apply: "Show this range",
  rangeWrong: "The end must be after the start.",
  rangeOneDay: "{start}–{end}, {day}",
  rangeDays: "{start}–{end}",
});
