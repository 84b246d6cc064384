import { defineMessages } from "@/lib/shared/messages";

export const formMessages = defineMessages({
  summary: "{n, plural, one {# thing needs} other {# things need}} your attention",
  save: "Save changes",

  confirmTitle: "Confirm that it is you",
  confirmBody: "You signed in more than 30 minutes ago. What you confirm now is good for the next 30.",
  account: "your account",
  confirm: "Confirm",
  confirming: "Confirming…",
  password: "Password",
  passwordMissing: "Enter your password.",
  code: "Code or recovery code",
  useCode: "Use a code instead",
  usePassword: "Use your password instead",
  signInAgain: "Sign in again",
  signInAgainBody: "You signed in more than 30 minutes ago, with {ways}. Sign in again, then come back here.",
  byMail: "a mailed link",
  tooManyTries: "Too many tries. You can try again in {n, number} min.",
  unavailable: "The server could not be reached. Try again in a moment.",
  cancel: "Cancel",

  draftLabel: "Draft",
  draftOffer: "Continue your draft from {time}?",
  draftResume: "Continue",
  draftStartOver: "Start over",
});
