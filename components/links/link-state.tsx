"use client";

import { CircleCheck, CirclePause, CircleX } from "lucide-react";

import { Badge } from "@/components/ui/badge";
import { useNow } from "@/components/ui/clock";
import { useMessages } from "@/components/ui/locale";
import type { Link } from "@/lib/contracts/links";

import { linkMessages } from "./messages";

/** Whether a link sends people on. */
export function LinkState({ link }: { link: Link }) {
  const t = useMessages(linkMessages);
  const now = useNow("minute");
  if (!link.enabled) return <Badge icon={CirclePause}>{t("off")}</Badge>;
  if (link.expiresAt !== null && Date.parse(link.expiresAt) <= now)
    return (
      <Badge tone="warning" icon={CircleX}>
        {t("expired")}
      </Badge>
    );
  return (
    <Badge tone="success" icon={CircleCheck}>
      {t("on")}
    </Badge>
  );
}
