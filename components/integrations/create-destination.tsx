"use client";

import type { ReactElement } from "react";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";
import { can, has } from "@/lib/contracts/session";

import { integrationMessages } from "./messages";

export interface CreateDestinationProps {
  icon?: ReactElement;
  /** Where the place asks for other words. */
  label?: string;
}

/** The way to a new destination; where it may not be gone, it says why. */
export function CreateDestination({ icon, label }: CreateDestinationProps) {
  const t = useMessages(integrationMessages);
  const session = useSession();
  const words = label ?? t("createDestination");
  const reason = !can(session, "webhooks:manage")
    ? t("createForbidden")
    : has(session, "integrations")
      ? undefined
      : t("createNotInPlan");
  if (reason !== undefined)
    return (
      <Button icon={icon} disabledReason={reason}>
        {words}
      </Button>
    );
  return (
    <ButtonLink icon={icon} variant="secondary" href={`/${session.workspace.slug}/integrations/automation/new`}>
      {words}
    </ButtonLink>
  );
}
