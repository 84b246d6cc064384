import { defineMessages } from "@/lib/shared/messages";

export const linkMessages = defineMessages({
  title: "Link {name} account?",
  body: "Buttons and commands of “{person}” in {name} will act with your rights in {workspace}. Go on only if that is you.",
  link: "Link account",
  linking: "Linking…",
  cancel: "Cancel",
  doneTitle: "Account linked",
  doneBody: "Press the button or send the command in {name} again. To end it, send “unlink” there.",
  back: "Back to {name}",
  goneTitle: "This link is too old",
  goneBody: "Press the button or send the command in {name} again to get a new one.",
});
