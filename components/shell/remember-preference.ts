import { type PREFERENCE_COOKIES, preferenceCookie } from "@/lib/shared/preferences";

/** Keeps a preference in the browser, where the next page is drawn from. */
export function rememberPreference(name: keyof typeof PREFERENCE_COOKIES, value: string): void {
  document.cookie = preferenceCookie(name, value);
}
