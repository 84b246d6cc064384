"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";

import { ReplayDialog, useReplayForbidden } from "@/components/replay/replay-dialog";
import type { ReplayScope } from "@/components/replay/scope";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuLink } from "@/components/ui/menu";
import { useSession } from "@/lib/client/session";

import { deliveryMessages } from "./messages";
import { filterScope } from "./replay-scope";
import { useDeliverySearch } from "./use-delivery-search";

/** What can be done with everything that the filters leave. */
export function ListMenu() {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const [search] = useDeliverySearch();
  const forbidden = useReplayForbidden();
  const [scope, setScope] = useState<ReplayScope | null>(null);
  return (
    <>
      <Menu align="end" trigger={<IconButton size="small" label={t("more")} icon={<Ellipsis />} />}>
        <MenuItem
          onSelect={() => setScope(filterScope(search))}
          {...(forbidden !== undefined && { disabledReason: forbidden })}
        >
          {t("redeliverAll")}
        </MenuItem>
        <MenuLink href={`/${workspace.slug}/deliveries/replays`}>{t("replays")}</MenuLink>
      </Menu>
      <ReplayDialog scope={scope} onClose={() => setScope(null)} />
    </>
  );
}
