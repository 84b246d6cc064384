"use client";

import { Ban } from "lucide-react";

import { Badge } from "@/components/ui/badge";
import { useMessages } from "@/components/ui/locale";
import type { AuditEntry } from "@/lib/contracts/audit-log";

import { activityMessages } from "./messages";

/** One entry of the audit log in words: who did what to which thing. */
export function AuditSentence({ entry: { actor, action, object, result } }: { entry: AuditEntry }) {
  const t = useMessages(activityMessages);
  const [resource = "", verb = ""] = action.split(".");
  return (
    <>
      <span className="font-medium">{actor.type === "system" ? t("linquid") : actor.name}</span>{" "}
      {t(result === "denied" ? "tried" : "did", { verb })} {t("thing", { resource })}
      {object.name !== null && <span className="font-medium"> {object.name}</span>}
      {result === "denied" && (
        <>
          {" "}
          <Badge tone="danger" icon={Ban}>
            {t("denied")}
          </Badge>
        </>
      )}
    </>
  );
}
