"use client";

import Link from "next/link";
import { type ReactNode, useSyncExternalStore } from "react";

import { Banner } from "@/components/ui/banner";
import { useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";

import { shellMessages } from "./messages";
import { homeOf } from "./navigation";

/** What holds for every page, the most urgent first. `children` are the banners of features, already in their order. */
export function Banners({ children }: { children: ReactNode }) {
  const t = useMessages(shellMessages);
  const { workspace, workspaces, demo } = useSession();
  const online = useSyncExternalStore(
    subscribeToNetwork,
    () => navigator.onLine,
    () => true,
  );
  const live = workspaces.find((each) => each.mode === "live");
  return (
    <section
      data-slot="banners"
      aria-label={t("banners")}
      className="col-start-2 row-start-2 min-w-0 max-md:col-start-1"
    >
      <output className="block">{!online && <Banner tone="danger">{t("offline")}</Banner>}</output>
      {children}
      {workspace.mode === "test" && (
        <Banner tone="test" action={live && <Link href={homeOf(live.slug)}>{t("openLive")}</Link>}>
          {t("testBanner")}
        </Banner>
      )}
      {demo && <Banner tone="neutral">{t("demoBanner")}</Banner>}
    </section>
  );
}

function subscribeToNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
