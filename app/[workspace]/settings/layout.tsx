import type { ReactNode } from "react";

import { SettingsTabs } from "@/components/shell/sub-navigation";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SettingsTabs />
      {children}
    </>
  );
}
