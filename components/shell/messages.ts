import { defineMessages } from "@/lib/shared/messages";

export const shellMessages = defineMessages({
  skipToContent: "Skip to content",
  skipToResults: "Skip to results",
  mainNavigation: "Main",
  breadcrumb: "Breadcrumb",
  back: "Back to {page}",
  integrations: "Integrations",
  deliveries: "Deliveries",
  needAttention: "{n, plural, one {# needs attention} other {# need attention}}",
  more: "More",
  collapse: "Collapse the sidebar",
  expand: "Expand the sidebar",
  goTo: "Go to {page}",

  workspace: "Workspace",
  workspaces: "Workspaces",
  switchWorkspace: "Switch workspace",
  testWorkspace: "Test",

  account: "Account of {name}",
  accountSettings: "Account settings",
  theme: "Theme",
  themeSystem: "System",
  themeLight: "Light",
  themeDark: "Dark",
  timeZone: "Time zone",
  timeZoneNow: "Time zone: {zone}",
  zoneLocal: "Local",
  zoneWorkspace: "Workspace",
  zoneUtc: "UTC",
  nextZone: "Next time zone",
  zoneIs: "Times are in {zone}",
  shortcuts: "Keyboard shortcuts",
  shortcutsNone: "No shortcuts on this page.",
  signOut: "Sign out",
  signingOutFailed: "You are still signed in: the server could not be reached. Try again.",

  offline: "You are offline. Changes are not being saved.",
  testBanner: "Test workspace. Nothing here reaches live partners or payouts.",
  openLive: "Open live workspace",
  demoBanner: "Demo. Providers are local stand-ins and the data is made up.",

  live: "Live",
  livePaused: "Paused",
  liveReconnecting: "Reconnecting",
  liveOff: "Off",
  liveToggle: "Live updates: {state}",
  liveLast: "Last message {time}",
  liveSwitch: "Live on or off",
});

/** Words of the path, for the breadcrumb. A word that is missing here is an id, or says so with `BreadcrumbLabel`. */
export const pathMessages = defineMessages({
  integrations: "Integrations",
  available: "Available",
  automation: "Automation",
  deliveries: "Deliveries",
  configuration: "Configuration",
  signing: "Signing",
  activity: "Activity",
  new: "New destination",
});
