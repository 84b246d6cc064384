"use client";

import { FileQuestion } from "lucide-react";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { EmptyState } from "@/components/ui/page-states";

import { referenceMessages } from "./messages";

export function MissingOperation() {
  const t = useMessages(referenceMessages);
  return (
    <EmptyState
      icon={FileQuestion}
      level={1}
      title={t("missingTitle")}
      actions={<ButtonLink href="/api-reference">{t("all")}</ButtonLink>}
    >
      {t("missingBody")}
    </EmptyState>
  );
}
