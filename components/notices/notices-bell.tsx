"use client";

import { Bell } from "lucide-react";
import { useState } from "react";

import { IconButton } from "@/components/ui/icon-button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { noticeQueries, NOTICES_AT_ONCE, useReadNotices } from "@/lib/client/queries/notices";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Notice } from "@/lib/contracts/notices";
import { formatNumber } from "@/lib/shared/presentation/numbers";
import { MINUTE } from "@/lib/shared/time";

import { noticeMessages } from "./messages";
import { NoticesPanel } from "./notices-panel";

/** What the server told, in the top bar. Once it was open, everything that it showed counts as read. */
export function NoticesBell() {
  const t = useMessages(noticeMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const { data, error, refetch, isFetching } = useQuery({
    ...noticeQueries.list(workspace.id),
    refetchInterval: MINUTE,
  });
  const read = useReadNotices(workspace.id);
  const [open, setOpen] = useState(false);
  const notices = data?.data;
  const unread = unreadOf(notices);
  const many = unread.length >= NOTICES_AT_ONCE;

  function handleOpen(next: boolean): void {
    setOpen(next);
    // On closing, so that what is new stays marked while one reads it.
    const newest = unread[0];
    if (!next && newest) read.mutate(newest.id);
  }

  return (
    <Popover
      label={t("notices")}
      align="end"
      className="w-90 max-w-[calc(100vw-2rem)] p-0"
      open={open}
      onOpenChange={handleOpen}
      trigger={
        <IconButton
          label={many ? t("openMany", { n: unread.length - 1 }) : t("open", { n: unread.length })}
          side="bottom"
          icon={
            <span className="relative">
              <Bell className="size-4.5!" aria-hidden />
              {unread.length > 0 && (
                <span
                  aria-hidden
                  className="num bg-danger-soft text-danger text-micro absolute -end-2 -top-2 flex h-4 min-w-4 items-center justify-center rounded-full px-1"
                >
                  {many ? `${formatNumber(NOTICES_AT_ONCE - 1, locale)}+` : formatNumber(unread.length, locale)}
                </span>
              )}
            </span>
          }
        />
      }
    >
      <NoticesPanel
        notices={notices}
        failed={error !== null}
        retrying={isFetching}
        onRetry={() => void refetch()}
        onLeave={() => handleOpen(false)}
      />
    </Popover>
  );
}

const unreadOf = (notices: readonly Notice[] | undefined): readonly Notice[] =>
  (notices ?? []).filter(({ read }) => !read);
