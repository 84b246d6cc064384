"use client";

import { ArrowUp } from "lucide-react";
import { useEffect, useRef } from "react";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { SECOND } from "@/lib/shared/time";

import { deliveryMessages } from "./messages";

const TELL_MS = 10 * SECOND;

/** How many newer rows wait to be shown; said aloud at most every ten seconds. */
export function NewRows({ n, onShow }: { n: number; onShow: () => void }) {
  const t = useMessages(deliveryMessages);
  const last = useRef(0);
  useEffect(() => {
    if (n === 0 || Date.now() - last.current < TELL_MS) return;
    last.current = Date.now();
    announce(t("newRows", { n }));
  }, [n, t]);
  if (n === 0) return null;
  return (
    <div className="flex justify-center pb-2.5">
      <Button size="small" icon={<ArrowUp />} onClick={onShow}>
        {t("newRows", { n })}
      </Button>
    </div>
  );
}
