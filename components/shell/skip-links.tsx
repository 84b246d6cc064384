"use client";

import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";

import { shellMessages } from "./messages";

/** The first stops of the keyboard. The second is there where the page has something with the id `results`. */
export function SkipLinks() {
  const t = useMessages(shellMessages);
  return (
    <div data-slot="skip-links" className="contents">
      <a href="#content" className={skipLinkStyles}>
        {t("skipToContent")}
      </a>
      <a href="#results" className={cn(skipLinkStyles, "hidden in-[body:has(#results)]:block")}>
        {t("skipToResults")}
      </a>
    </div>
  );
}

const skipLinkStyles =
  "fixed start-3 -top-16 z-50 rounded-control bg-primary px-3 py-2 font-medium text-on-primary focus:top-2";
