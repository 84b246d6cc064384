"use client";

import { Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";

import { Avatar } from "@/components/ui/avatar";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuLink, MenuRadioGroup, MenuSeparator } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { useSession } from "@/lib/client/session";

import { shellMessages } from "./messages";
import { useTheme } from "./theme";
import { ZoneChoice } from "./zone-switch";

export function AccountMenu({ onShowShortcuts }: { onShowShortcuts: () => void }) {
  const t = useMessages(shellMessages);
  const { user } = useSession();
  const { theme, setTheme } = useTheme();

  async function signOut(): Promise<void> {
    try {
      // Fetched when it is wanted: most visits never sign out.
      const auth = await import("next-auth/react");
      await auth.signOut({ callbackUrl: "/sign-in" });
    } catch {
      toast.error(t("signingOutFailed"));
    }
  }

  return (
    <Menu
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={t("account", { name: user.name })}
          className="touch-target relative rounded-full"
        >
          <Avatar name={user.name} id={user.id} className="text-caption size-7" />
        </button>
      }
    >
      <div className="px-2 pt-1.5 pb-2">
        <div className="truncate font-medium">{user.name}</div>
        <div className="text-small text-text-3 truncate">{user.email}</div>
      </div>
      <MenuSeparator />
      <MenuRadioGroup
        label={t("theme")}
        value={theme}
        onChange={setTheme}
        options={[
          { value: "system", label: t("themeSystem"), icon: <Monitor aria-hidden /> },
          { value: "light", label: t("themeLight"), icon: <Sun aria-hidden /> },
          { value: "dark", label: t("themeDark"), icon: <Moon aria-hidden /> },
        ]}
      />
      <div className="md:hidden">
        <MenuSeparator />
        <ZoneChoice />
      </div>
      <MenuSeparator />
      <MenuLink href="/account" icon={<UserRound />}>
        {t("accountSettings")}
      </MenuLink>
      <MenuItem icon={<Keyboard />} shortcut={["?"]} onSelect={onShowShortcuts}>
        {t("shortcuts")}
      </MenuItem>
      <MenuItem icon={<LogOut className="rtl:rotate-180" />} onSelect={() => void signOut()}>
        {t("signOut")}
      </MenuItem>
    </Menu>
  );
}
