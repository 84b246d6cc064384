import { defineMessages } from "@/lib/shared/messages";

export const authMessages = defineMessages({
  title: "Sign in",
  subtitle: "To your workspace's integrations and webhooks.",
  email: "Email",
  password: "Password",
  submit: "Sign in",
  submitting: "Signing in…",
  newHere: "New here? Ask an admin of your workspace for an invitation.",
  emailMissing: "Enter your email.",
  passwordMissing: "Enter your password.",
  refused: "Email or password is wrong.",
  tooManyTries: "Too many tries. You can sign in again in {n, number} min.",
  unavailable: "The server could not be reached. Try again in a moment.",
  ended: "You were signed out. Sign in to continue.",

  promise: "Every event arrives, or you see why it did not.",
  stripStart: "24 hours ago",
  stripMiddle: "3 failed hours, all sent again",
  stripEnd: "now",
  recordTitle: "Every attempt on record",
  recordBody: "What was sent, what came back, and how long each part took.",
  plainTitle: "Failures in plain words",
  plainBody: "Cause, meaning and the next step, with the button that does it.",
  keptTitle: "Nothing lost silently",
  keptBody: "Failed and held events stay and are sent again when you say so.",

  noWorkspaceTitle: "You are not a member of any workspace.",
  noWorkspaceBody: "Ask an admin of a workspace for an invitation.",
});
