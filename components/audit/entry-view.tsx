"use client";

import { type ReactNode, useId } from "react";

import { AuditSentence } from "@/components/activity/audit-sentence";
import { ChangesTable } from "@/components/activity/changes-table";
import { IdText } from "@/components/ui/id-text";
import { type KeyValueRow, KeyValueTable } from "@/components/ui/key-value-table";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { Panel, PanelPart } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useTimeReading } from "@/components/ui/time-zone";
import { useSession } from "@/lib/client/session";
import type { AuditEntry } from "@/lib/contracts/audit-log";
import { fromWallClock, toWallClock } from "@/lib/shared/presentation/wall-clock";
import { DAY } from "@/lib/shared/time";

import { auditMessages } from "./messages";

export interface AuditEntryViewProps {
  entry: AuditEntry;
  /** The page of what was changed, below the workspace; null when it is gone or has none. */
  objectPath: string | null;
}

/** One entry of the audit log: who did what, what it changed, from where, and the ways on from it. */
export function AuditEntryView({ entry, objectPath }: AuditEntryViewProps) {
  const t = useMessages(auditMessages);
  const facts = useFacts(entry);
  return (
    <Page>
      <PageHeader title={<AuditSentence entry={entry} />} description={<Time value={entry.createdAt} look="exact" />} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Block title={t("changes")}>
          <PanelPart>
            <ChangesTable entry={entry} />
          </PanelPart>
        </Block>
        <Block title={t("circumstances")}>
          <PanelPart>
            <KeyValueTable caption={t("circumstances")} rows={facts} />
          </PanelPart>
          <PanelPart>
            <Ways entry={entry} objectPath={objectPath} />
          </PanelPart>
        </Block>
      </div>
    </Page>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex min-w-0 flex-col gap-2.5">
      <h2 id={id} className="text-h2">
        {title}
      </h2>
      <Panel>{children}</Panel>
    </section>
  );
}

function useFacts({ actor, object, address, requestId, result }: AuditEntry): KeyValueRow[] {
  const t = useMessages(auditMessages);
  const facts = {
    by: t("actor", { type: actor.type, name: actor.name }),
    address: address ?? t("unknown"),
    result: t(result),
    object: <IdText id={object.id} thing={t("objectId")} />,
    request: requestId === null ? t("unknown") : <IdText id={requestId} thing={t("requestId")} />,
  };
  const names = {
    by: t("who"),
    address: t("where"),
    result: t("result"),
    object: t("objectId"),
    request: t("requestId"),
  };
  return (["by", "address", "result", "object", "request"] as const).map((key) => ({
    key,
    name: names[key],
    value: facts[key],
  }));
}

function Ways({ entry: { actor, object, createdAt }, objectPath }: AuditEntryViewProps) {
  const t = useMessages(auditMessages);
  const { workspace } = useSession();
  const { timeZone } = useTimeReading();
  const log = `/${workspace.slug}/settings/audit-log`;
  const [from, to] = dayOf(new Date(createdAt), timeZone);
  const thatDay = new URLSearchParams({ actor: actor.id, from: from.toISOString(), to: to.toISOString() });
  return (
    <ul className="text-small flex flex-col gap-2">
      {objectPath !== null && (
        <li>
          <TextLink href={`/${workspace.slug}/${objectPath}`}>{t("seeObject")}</TextLink>
        </li>
      )}
      <li>
        <TextLink href={`${log}?object=${object.id}`}>{t("sameObject")}</TextLink>
      </li>
      <li>
        <TextLink href={`${log}?${thatDay.toString()}`}>
          {t("sameActor", { type: actor.type, name: actor.name })}
        </TextLink>
      </li>
    </ul>
  );
}

/** The day of a moment, as the page's zone has it. */
function dayOf(at: Date, timeZone: string): [Date, Date] {
  const day = toWallClock(at, timeZone).slice(0, 10);
  const from = fromWallClock(`${day}T00:00`, timeZone) ?? at;
  return [from, new Date(from.getTime() + DAY - 1)];
}
