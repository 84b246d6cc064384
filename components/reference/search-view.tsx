"use client";

import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import type { ReferenceHit } from "@/lib/shared/reference";

import { referenceMessages } from "./messages";

export function SearchView({ q, hits }: { q: string; hits: readonly ReferenceHit[] }) {
  const t = useMessages(referenceMessages);
  return (
    <div className="flex max-w-[48rem] flex-col gap-5 px-(--gutter) pt-7 pb-20 md:ps-12">
      <h1 className="text-h1 wrap-anywhere">
        {hits.length > 0 ? t("results", { n: hits.length, q }) : t("noMatch", { q })}
      </h1>
      <ul>
        {hits.map((hit) => (
          <li key={`${hit.href} ${hit.field}`} className="flex flex-col gap-0.5 border-b py-3 first:border-t">
            <TextLink href={hit.href} prefetch={false} className="font-medium">
              {hit.title}
            </TextLink>
            <span dir="ltr" className="text-mono-sm text-text-2 font-mono wrap-anywhere">
              {hit.line}
              {hit.field && ` · ${hit.field}`}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
