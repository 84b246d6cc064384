"use client";

import { Download } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem } from "@/components/ui/menu";
import { saveFile } from "@/components/ui/save-file";
import { toast } from "@/components/ui/toast";
import { asOfNow, exportDeliveries } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import { EXPORT_MAX } from "@/lib/contracts/deliveries";

import { useHistogram } from "./histogram";
import { deliveryMessages } from "./messages";
import { selectionOf } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

const FORMATS = ["csv", "ndjson"] as const;

/** Saves what the filters leave as a file. */
export function ExportMenu() {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const [search] = useDeliverySearch();
  const [busy, setBusy] = useState(false);
  const { data } = useHistogram(false);

  async function run(format: (typeof FORMATS)[number]): Promise<void> {
    setBusy(true);
    try {
      saveFile(
        await exportDeliveries(workspace.id, { ...asOfNow(selectionOf(search)), format }),
        `deliveries.${format}`,
      );
      const total = data?.data;
      if (total && total.total > EXPORT_MAX) toast.info(t("exportCut", { n: EXPORT_MAX }));
      else toast.success(total?.exact ? t("exportReady", { n: total.total }) : t("exportSaved"));
    } catch (error) {
      toast.error(t("exportFailed", { message: error instanceof Error ? error.message : "" }));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" size="small" icon={<Download />} pending={busy} aria-busy={busy}>
          <span className="max-sm:sr-only">{t(busy ? "exporting" : "export")}</span>
        </Button>
      }
    >
      {FORMATS.map((format) => (
        <MenuItem key={format} onSelect={() => void run(format)}>
          {t(format)}
        </MenuItem>
      ))}
    </Menu>
  );
}
