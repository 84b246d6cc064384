"use client";

import { useMessages } from "@/components/ui/locale";
import type { AuditEntry } from "@/lib/contracts/audit-log";

import { activityMessages } from "./messages";

/** One entry of the audit log in words: who did what to which thing. */
export function AuditSentence({ entry: { actor, action, object } }: { entry: AuditEntry }) {
  const t = useMessages(activityMessages);
  const [resource = "", verb = ""] = action.split(".");
  return (
    <>
      <span className="font-medium">{actor.type === "system" ? t("linquid") : actor.name}</span> {t("did", { verb })}{" "}
      {t("thing", { resource })}
      {object.name !== null && <span className="font-medium"> {object.name}</span>}
    </>
  );
}
