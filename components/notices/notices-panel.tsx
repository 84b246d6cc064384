"use client";

import { useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useSession } from "@/lib/client/session";
import type { Notice } from "@/lib/contracts/notices";
import { can } from "@/lib/contracts/session";
import { noticePath } from "@/lib/shared/notice-path";

import { noticeMessages } from "./messages";

export interface NoticesPanelProps {
  /** Newest first; undefined while they are on their way. */
  notices: readonly Notice[] | undefined;
  failed: boolean;
  retrying: boolean;
  onRetry: () => void;
  /** A link was followed. */
  onLeave: () => void;
}

export function NoticesPanel({ notices, failed, retrying, onRetry, onLeave }: NoticesPanelProps) {
  const t = useMessages(noticeMessages);
  const session = useSession();
  return (
    <div className="flex max-h-[min(32rem,calc(100dvh-5rem))] flex-col">
      <h2 className="text-h3 border-b px-4 py-2.5">{t("notices")}</h2>
      {notices ? (
        notices.length === 0 ? (
          <p className="text-text-2 px-4 py-6">{t("none")}</p>
        ) : (
          <ul className="min-h-0 overflow-y-auto">
            {notices.map((notice) => (
              <NoticeItem key={notice.id} notice={notice} onLeave={onLeave} />
            ))}
          </ul>
        )
      ) : failed ? (
        <ErrorState things={t("things")} onRetry={onRetry} retrying={retrying} />
      ) : (
        <div aria-busy className="flex flex-col gap-2 px-4 py-4">
          <Skeleton className="w-2/3" />
          <Skeleton />
        </div>
      )}
      {can(session, "workspace:update") && (
        <p className="text-small border-t px-4 py-2.5">
          <TextLink href={`/${session.workspace.slug}/settings/notifications`} onClick={onLeave}>
            {t("settings")}
          </TextLink>
        </p>
      )}
    </div>
  );
}

interface NoticeItemProps {
  notice: Notice;
  onLeave: () => void;
}

function NoticeItem({ notice: { category, title, text, endpointId, read, createdAt }, onLeave }: NoticeItemProps) {
  const t = useMessages(noticeMessages);
  const { workspace } = useSession();
  return (
    <li className="flex flex-col gap-0.5 border-b px-4 py-3 wrap-anywhere last:border-0">
      <p className="flex items-start gap-2 font-medium">
        {!read && (
          <span className="bg-accent mt-1.5 size-2 shrink-0 rounded-full">
            <span className="sr-only">{t("unread")}</span>
          </span>
        )}
        <span className="min-w-0 flex-1">{title}</span>
        <span className="text-caption text-text-3 font-normal">
          <Time value={createdAt} />
        </span>
      </p>
      <p className="text-small text-text-2">{text}</p>
      <p className="text-small">
        <TextLink href={`/${workspace.slug}/${noticePath(category, endpointId)}`} onClick={onLeave}>
          {t(endpointId === null ? "seeMore" : "seeDeliveries")}
        </TextLink>
      </p>
    </li>
  );
}
