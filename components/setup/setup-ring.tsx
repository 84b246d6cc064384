"use client";

import Link from "next/link";

import { useMessages } from "@/components/ui/locale";
import { Tooltip } from "@/components/ui/tooltip";
import { setupQueries } from "@/lib/client/queries/setup";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { MINUTE } from "@/lib/shared/time";

import { setupMessages } from "./messages";

const RADIUS = 8;
const ROUND = 2 * Math.PI * RADIUS;

/** How far the setup has come, in the top bar, until it is complete or hidden. */
export function SetupRing() {
  const t = useMessages(setupMessages);
  const { workspace } = useSession();
  const { data } = useQuery({ ...setupQueries.detail(workspace.id), staleTime: 5 * MINUTE, retry: false });
  if (!data || data.data.complete || data.data.hidden) return null;
  const { steps } = data.data;
  const done = steps.filter(({ state }) => state === "done").length;
  const words = t("ring", { n: done, m: steps.length });
  return (
    <Tooltip side="bottom" content={words}>
      <Link
        href={`/${workspace.slug}/setup`}
        prefetch={false}
        aria-label={words}
        className="rounded-control hover:bg-surface-3 flex size-8 items-center justify-center max-md:hidden"
      >
        <svg viewBox="0 0 20 20" className="size-5 -rotate-90" aria-hidden>
          <circle cx="10" cy="10" r={RADIUS} fill="none" strokeWidth="2.5" className="stroke-line-2" />
          <circle
            cx="10"
            cy="10"
            r={RADIUS}
            fill="none"
            strokeWidth="2.5"
            strokeDasharray={`${(done / steps.length) * ROUND} ${ROUND}`}
            className="stroke-success-solid"
          />
        </svg>
      </Link>
    </Tooltip>
  );
}
