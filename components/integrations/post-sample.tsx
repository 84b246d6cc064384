"use client";

import { Send } from "lucide-react";

import { FormAlert } from "@/components/form/form-notice";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { usePostSample } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { has } from "@/lib/contracts/session";

import { settingsMessages } from "./settings-messages";

export interface PostSampleProps {
  installationId: string;
  providerName: string;
  /** A sample goes out with what is saved, so what is entered has to be saved first. */
  unsaved: boolean;
}

/** Sends the sample of the first chosen type now; what came of it is said here. */
export function PostSample({ installationId, providerName: name, unsaved }: PostSampleProps) {
  const t = useMessages(settingsMessages);
  const session = useSession();
  const post = usePostSample(session.workspace.id, installationId);
  const reason = !has(session, "integrations") ? t("notInPlan") : unsaved ? t("saveFirst") : undefined;
  return (
    <Panel aria-labelledby="sample-title" className="lg:sticky lg:top-17">
      <PanelPart className="flex flex-col gap-1">
        <h2 id="sample-title" className="text-h2">
          {t("sample")}
        </h2>
        <p className="text-small text-text-2">{t("sampleBody", { name })}</p>
      </PanelPart>
      <PanelPart className="flex flex-col gap-3">
        <div>
          <Button
            icon={<Send />}
            onClick={() => post.mutate(undefined)}
            pending={post.isPending}
            disabledReason={reason}
          >
            {t("sample")}
          </Button>
        </div>
        <FormAlert>{post.error?.message}</FormAlert>
        <output className="text-small text-text-2 empty:hidden">
          {post.data &&
            (post.data.data.reference === null
              ? t("samplePosted", { name })
              : t("samplePostedAs", { name, reference: post.data.data.reference }))}
        </output>
      </PanelPart>
    </Panel>
  );
}
