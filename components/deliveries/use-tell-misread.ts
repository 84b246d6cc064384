"use client";

import { useEffect, useRef } from "react";

import { useMessages } from "@/components/ui/locale";
import { toast } from "@/components/ui/toast";

import { deliveryMessages } from "./messages";
import { notUnderstood } from "./search-params";

/** Says once, of the address that was opened, that some of it was left out. */
export function useTellMisread(): void {
  const t = useMessages(deliveryMessages);
  const told = useRef(false);
  useEffect(() => {
    if (told.current) return;
    told.current = true;
    const n = notUnderstood(new URLSearchParams(window.location.search)).length;
    if (n > 0) toast.info(t("misread", { n }));
  }, [t]);
}
