"use client";

import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import type { ReferenceEventType } from "@/lib/shared/reference";

import { referenceMessages } from "./messages";

/** All types by family, each with the sentence that says when it is sent. */
export function EventTypesView({
  types,
}: {
  types: readonly Pick<ReferenceEventType, "type" | "family" | "sentWhen">[];
}) {
  const t = useMessages(referenceMessages);
  const families = [...new Set(types.map(({ family }) => family))];
  return (
    <div className="flex max-w-[48rem] flex-col gap-8 px-(--gutter) pt-7 pb-20 md:ps-12">
      <div className="flex flex-col gap-2">
        <h1 className="text-display">{t("eventTypes")}</h1>
        <p className="text-text-2">{t("orderNotes")}</p>
      </div>
      {families.map((family) => (
        <section key={family} aria-labelledby={`family-${family}`}>
          <h2 id={`family-${family}`} className="text-h2 pb-2">
            {family}
          </h2>
          <ul>
            {types
              .filter((each) => each.family === family)
              .map(({ type, sentWhen }) => (
                <li key={type} className="flex flex-col gap-0.5 border-t py-2.5">
                  <TextLink
                    href={`/api-reference/webhooks/event-types/${type}`}
                    prefetch={false}
                    dir="ltr"
                    translate="no"
                    className="text-mono self-start font-mono font-medium wrap-anywhere"
                  >
                    {type}
                  </TextLink>
                  <span className="text-small text-text-2">{sentWhen}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
