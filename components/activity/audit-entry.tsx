"use client";

import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";

import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { IdText } from "@/components/ui/id-text";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useSession } from "@/lib/client/session";
import type { AuditEntry as Entry } from "@/lib/contracts/audit-log";

import { AuditSentence } from "./audit-sentence";
import type { Change } from "./changes";
import { ChangesTable } from "./changes-table";
import { activityMessages } from "./messages";

export interface AuditEntryProps {
  entry: Entry;
  /** What it changed, in words that its page has for it; shown without being asked for. */
  lines?: readonly Change[];
}

/** One entry as a sentence; what it changed opens in place. */
export function AuditEntry({ entry, lines }: AuditEntryProps) {
  const t = useMessages(activityMessages);
  const [open, setOpen] = useState(false);
  const id = useId();
  const { actor, address, createdAt } = entry;
  return (
    <li className="border-b px-4 py-2.5 last:border-b-0">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="wrap-anywhere">
            <AuditSentence entry={entry} />
          </p>
          {lines?.map(({ field, before, after }) => (
            <p key={field} className="text-small text-text-2 wrap-anywhere">
              {t("changedTo", { field, before: before ?? t("nothing"), after: after ?? t("nothing") })}
            </p>
          ))}
          <p className="text-small text-text-3">
            <Time value={createdAt} look="dayClock" />
            {actor.type === "api_key" && ` · ${t("byKey")}`}
            {address !== null && ` · ${t("from", { address })}`}
          </p>
        </div>
        <IconButton
          size="small"
          label={t(open ? "hide" : "show")}
          aria-expanded={open}
          aria-controls={id}
          icon={<ChevronDown className={cn("transition-transform", open && "rotate-180")} />}
          onClick={() => setOpen(!open)}
        />
      </div>
      <div id={id} hidden={!open} className="flex flex-col gap-3 pt-3">
        {open && <Details entry={entry} />}
      </div>
    </li>
  );
}

/** Lines of their own on a phone: high enough to be hit. */
const TALL = "inline-flex min-h-6 items-center";

function Details({ entry }: { entry: Entry }) {
  const t = useMessages(activityMessages);
  const { workspace } = useSession();
  const log = `/${workspace.slug}/settings/audit-log`;
  return (
    <>
      <ChangesTable entry={entry} />
      <p className="text-small text-text-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="inline-flex items-center gap-1.5">
          {t("objectId")} <IdText id={entry.object.id} thing={t("objectId")} />
        </span>
        {entry.requestId !== null && (
          <span className="inline-flex items-center gap-1.5">
            {t("requestId")} <IdText id={entry.requestId} thing={t("requestId")} />
          </span>
        )}
        <TextLink className={TALL} href={`${log}/${entry.id}`}>
          {t("openEntry")}
        </TextLink>
        <TextLink className={TALL} href={`${log}?object=${entry.object.id}`}>
          {t("onlyThis")}
        </TextLink>
        <TextLink className={TALL} href={`${log}?actor=${entry.actor.id}`}>
          {t("onlyActor", { name: entry.actor.type === "system" ? t("linquid") : entry.actor.name })}
        </TextLink>
      </p>
    </>
  );
}
