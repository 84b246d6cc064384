"use client";

import { Ellipsis } from "lucide-react";
import { lazy, Suspense, useState } from "react";

import { ReplayDialog, useReplayForbidden } from "@/components/replay/replay-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu";
import { useSession } from "@/lib/client/session";
import type { OverviewEndpoint } from "@/lib/contracts/overview";
import { mayChangeEndpoints } from "@/lib/contracts/session";
import { scopeOf } from "@/lib/shared/endpoint-scope";

import { overviewMessages } from "./messages";
import { usePause } from "./use-pause";

const TestDialog = lazy(() =>
  import("@/components/attempt/test-dialog").then((parts) => ({ default: parts.TestDialog })),
);

/** What can be done with an endpoint without leaving the overview. */
export function EndpointMenu({ endpoint, href }: { endpoint: OverviewEndpoint; href: string }) {
  const t = useMessages(overviewMessages);
  const forbidden = mayChangeEndpoints(useSession(), endpoint.surface) ? undefined : t("changeForbidden");
  const cannotReplay = useReplayForbidden();
  const { pause, enable } = usePause(endpoint);
  const [open, setOpen] = useState<"test" | "replay" | null>(null);
  const { id, name, state, held } = endpoint;
  const unless = (reason: string | undefined) => reason !== undefined && { disabledReason: reason };
  return (
    <>
      <Menu align="end" trigger={<IconButton size="small" label={t("actionsOf", { name })} icon={<Ellipsis />} />}>
        <MenuLink href={href}>{t("open")}</MenuLink>
        <MenuItem onSelect={() => setOpen("test")} {...unless(forbidden)}>
          {t("sendTest")}
        </MenuItem>
        {state === "enabled" && (
          <MenuItem onSelect={pause} {...unless(forbidden)}>
            {t("pause")}
          </MenuItem>
        )}
        {/* What becomes of held events is asked on the endpoint's own page. */}
        {state !== "enabled" && held > 0 && <MenuLink href={href}>{t("enableDots")}</MenuLink>}
        {state !== "enabled" && held === 0 && (
          <MenuItem onSelect={enable} {...unless(forbidden)}>
            {t("enable")}
          </MenuItem>
        )}
        <MenuItem onSelect={() => setOpen("replay")} {...unless(cannotReplay)}>
          {t("replayFailed")}
        </MenuItem>
      </Menu>
      {open === "test" && (
        <Suspense>
          <TestDialog endpoint={{ id, name, scope: scopeOf(endpoint) }} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      <ReplayDialog
        scope={open === "replay" ? { by: "filter", filter: { endpointId: id, state: "failed" } } : null}
        onClose={() => setOpen(null)}
      />
    </>
  );
}
