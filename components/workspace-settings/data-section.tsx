"use client";

import { Download } from "lucide-react";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { saveFile } from "@/components/ui/save-file";
import { toast } from "@/components/ui/toast";
import { exportWorkspace } from "@/lib/client/queries/workspaces";
import type { Workspace } from "@/lib/contracts/workspaces";

import { workspaceMessages } from "./messages";

/** Everything that the workspace owns, as a file. */
export function DataSection({ workspace }: { workspace: Workspace }) {
  const t = useMessages(workspaceMessages);
  const [busy, setBusy] = useState(false);

  async function run(): Promise<void> {
    setBusy(true);
    try {
      saveFile(await exportWorkspace(workspace.id), `${workspace.slug}.ndjson`);
    } catch (error) {
      toast.error(t("exportFailed", { reason: error instanceof Error ? error.message : String(error) }));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Panel aria-labelledby="data-title">
      <PanelPart className="flex flex-col items-start gap-3">
        <h2 id="data-title" className="text-h2">
          {t("data")}
        </h2>
        <p className="text-text-2">{t("exportBody")}</p>
        <Button icon={<Download />} onClick={() => void run()} pending={busy} pendingLabel={t("exporting")}>
          {t("export")}
        </Button>
      </PanelPart>
    </Panel>
  );
}
