/** What a person chose about how pages look. Kept in cookies, so that the server draws the first paint right. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const ZONE_MODES = ["local", "workspace", "utc"] as const;
export type ZoneMode = (typeof ZONE_MODES)[number];

export const SIDEBAR_STATES = ["open", "narrow"] as const;
export type SidebarState = (typeof SIDEBAR_STATES)[number];

export const PREFERENCE_COOKIES = {
  theme: "lw-theme",
  zoneMode: "lw-tz",
  /** The browser's own time zone: written by the browser, so that the next page is right from the first paint. */
  localZone: "lw-zone",
  sidebar: "lw-sidebar",
  /** `off`: single keys do nothing. */
  shortcuts: "lw-keys",
  /** Overrides the language negotiated with the browser; `en-XA` is the pseudo-locale of the tests. */
  locale: "lw-locale",
} as const;

export interface Preferences {
  theme: Theme;
  zoneMode: ZoneMode;
  /** An IANA name, or null until the browser has told us. */
  localZone: string | null;
  sidebar: SidebarState;
  shortcuts: boolean;
  locale: string;
}

/** Cookies come from outside: whatever is not one of our values is the default. */
export function parsePreferences(
  cookie: (name: string) => string | undefined,
  acceptLanguage: string | null,
): Preferences {
  return {
    theme: oneOf(THEMES, cookie(PREFERENCE_COOKIES.theme)),
    zoneMode: oneOf(ZONE_MODES, cookie(PREFERENCE_COOKIES.zoneMode)),
    localZone: knownZone(cookie(PREFERENCE_COOKIES.localZone)),
    sidebar: oneOf(SIDEBAR_STATES, cookie(PREFERENCE_COOKIES.sidebar)),
    shortcuts: cookie(PREFERENCE_COOKIES.shortcuts) !== "off",
    locale: negotiateLocale(cookie(PREFERENCE_COOKIES.locale), acceptLanguage),
  };
}

/** What follows a person to other browsers. */
export interface ChosenPreferences {
  theme: Theme;
  timeZone: ZoneMode;
  shortcuts: boolean;
}

/** The same from what is stored, as far as something was chosen. */
export function chosenPreferences(stored: Readonly<Record<string, unknown>>): Partial<ChosenPreferences> {
  const theme = THEMES.find((known) => known === stored["theme"]);
  const timeZone = ZONE_MODES.find((known) => known === stored["timeZone"]);
  const { shortcuts } = stored;
  return {
    ...(theme === undefined ? {} : { theme }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(typeof shortcuts === "boolean" ? { shortcuts } : {}),
  };
}

/** The text of a `document.cookie` assignment that keeps a preference for a year. */
export function preferenceCookie(name: keyof typeof PREFERENCE_COOKIES, value: string): string {
  return `${PREFERENCE_COOKIES[name]}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}

export const DEFAULT_LOCALE = "en-GB";

/**
 * The screens are in English; which English decides the clock, the order of a date and the digits. The first English
 * the browser names wins, without one it is British (24 hours, day before month).
 */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): string {
  const wanted = [chosen ?? "", ...(acceptLanguage ?? "").split(",").map((part) => part.split(";")[0] ?? "")];
  for (const tag of wanted) {
    const match = /^en-([a-z]{2})$/i.exec(tag.trim());
    if (match) return `en-${match[1]!.toUpperCase()}`;
  }
  return DEFAULT_LOCALE;
}

function oneOf<const T extends readonly string[]>(values: T, value: string | undefined): T[number] {
  return values.find((known) => known === value) ?? values[0]!;
}

function knownZone(name: string | undefined): string | null {
  if (!name || name.length > 64) return null;
  try {
    return new Intl.DateTimeFormat(DEFAULT_LOCALE, { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}
