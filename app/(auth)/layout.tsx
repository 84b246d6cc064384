import type { ReactNode } from "react";

import { SkipLinks } from "@/components/shell/skip-links";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLinks />
      {children}
    </>
  );
}
