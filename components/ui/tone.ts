/** What a colour means. Colour is spent on state only, and never alone: an icon and a word stand beside it. */
export type Tone = "success" | "warning" | "danger" | "info" | "neutral" | "test";

export const TONE_TEXT: Record<Tone, string> = {
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  info: "text-info",
  neutral: "text-neutral",
  test: "text-test",
};

export const TONE_SOFT: Record<Tone, string> = {
  success: "bg-success-soft text-success",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
  info: "bg-info-soft text-info",
  neutral: "bg-neutral-soft text-neutral",
  test: "bg-test-soft text-test",
};
