"use client";

import { CircleCheck, Link2, Link2Off } from "lucide-react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { EmptyState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { toast } from "@/components/ui/toast";
import { useLinkPerson } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";

import { linkMessages } from "./link-messages";

interface LinkPersonViewProps {
  id: string;
  /** The provider. */
  name: string;
  /** What they are called there; null when the link is too old or none. */
  person: string | null;
  token: string;
}

/** Where a member says that somebody at a provider is them. */
export function LinkPersonView({ id, name, person, token }: LinkPersonViewProps) {
  const t = useMessages(linkMessages);
  const { workspace } = useSession();
  const link = useLinkPerson(workspace.id, id);
  const page = `/${workspace.slug}/integrations/installed/${id}`;
  const handleLink = (): void => link.mutate(token, { onError: (error) => toast.error(error.message) });
  return (
    <Panel>
      {link.isSuccess ? (
        <EmptyState
          icon={CircleCheck}
          title={t("doneTitle")}
          actions={<ButtonLink href={page}>{t("back", { name })}</ButtonLink>}
        >
          <p>{t("doneBody", { name })}</p>
        </EmptyState>
      ) : person === null ? (
        <EmptyState
          icon={Link2Off}
          title={t("goneTitle")}
          actions={<ButtonLink href={page}>{t("back", { name })}</ButtonLink>}
        >
          <p>{t("goneBody", { name })}</p>
        </EmptyState>
      ) : (
        <EmptyState
          icon={Link2}
          title={t("title", { name })}
          actions={
            <>
              <Button variant="primary" onClick={handleLink} pending={link.isPending} pendingLabel={t("linking")}>
                {t("link")}
              </Button>
              <ButtonLink href={page}>{t("cancel")}</ButtonLink>
            </>
          }
        >
          <p>{t("body", { name, person, workspace: workspace.name })}</p>
        </EmptyState>
      )}
    </Panel>
  );
}
