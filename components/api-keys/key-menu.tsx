"use client";

import { Ellipsis } from "lucide-react";

import { useCopy } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";

import type { KeyRow } from "./key-columns";
import { apiKeyMessages } from "./messages";

/** What can be done with one key; with one that ended, nothing but telling it. */
export function KeyMenu({ row }: { row: KeyRow }) {
  const t = useMessages(apiKeyMessages);
  const { copy } = useCopy(row.id, t("id"));
  const works = row.state !== "revoked" && row.state !== "expired";
  return (
    <Menu trigger={<IconButton size="small" label={t("actionsOf", { name: row.name })} icon={<Ellipsis />} />}>
      {works && <MenuItem onSelect={row.onEdit}>{t("edit")}</MenuItem>}
      {works && row.state !== "rotating" && <MenuItem onSelect={row.onRotate}>{t("rotate")}</MenuItem>}
      <MenuItem onSelect={copy}>{t("copyId")}</MenuItem>
      {works && <MenuSeparator />}
      {works && (
        <MenuItem tone="danger" onSelect={row.onRevoke}>
          {t("revoke")}
        </MenuItem>
      )}
    </Menu>
  );
}
