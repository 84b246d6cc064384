"use client";

import { CircleCheck, CircleX, Clock, type LucideIcon, RefreshCw } from "lucide-react";

import { Badge } from "@/components/ui/badge";
import { useMessages } from "@/components/ui/locale";
import type { Tone } from "@/components/ui/tone";
import type { ApiKey } from "@/lib/contracts/api-keys";

import { apiKeyMessages } from "./messages";

export const STATE_WORDS = {
  active: "active",
  expires_soon: "expiresSoon",
  rotating: "rotating",
  expired: "expired",
  revoked: "revoked",
} as const satisfies Record<ApiKey["state"], keyof typeof apiKeyMessages>;

const STATES = {
  active: { tone: "success", icon: CircleCheck },
  expires_soon: { tone: "warning", icon: Clock },
  rotating: { tone: "info", icon: RefreshCw },
  expired: { tone: "neutral", icon: Clock },
  revoked: { tone: "neutral", icon: CircleX },
} as const satisfies Record<ApiKey["state"], { tone: Tone; icon: LucideIcon }>;

export function KeyState({ state }: { state: ApiKey["state"] }) {
  const t = useMessages(apiKeyMessages);
  const { tone, icon } = STATES[state];
  return (
    <Badge tone={tone} icon={icon}>
      {t(STATE_WORDS[state])}
    </Badge>
  );
}
