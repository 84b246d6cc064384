"use client";

import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import type { ReferenceGroup } from "@/lib/shared/reference";

import { referenceMessages } from "./messages";
import { START_SECTIONS } from "./start-sections";

/** The first page: the rules that hold everywhere, then everything there is. */
export function StartView({ groups, eventTypes }: { groups: readonly ReferenceGroup[]; eventTypes: number }) {
  const t = useMessages(referenceMessages);
  return (
    <div className="flex max-w-[48rem] flex-col gap-9 px-(--gutter) pt-7 pb-20 md:ps-12">
      <h1 className="text-display">{t("title")}</h1>
      {START_SECTIONS.map(({ id, title, paragraphs }) => (
        <section key={id} id={id} aria-labelledby={`${id}-title`} className="flex scroll-mt-20 flex-col gap-2">
          <h2 id={`${id}-title`} className="text-h2">
            {title}
          </h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph} className="text-text-2">
              {paragraph}
            </p>
          ))}
        </section>
      ))}
      <section aria-labelledby="operations-title" className="flex flex-col gap-5">
        <h2 id="operations-title" className="text-h2">
          {t("all")}
        </h2>
        <div className="grid gap-x-8 gap-y-6 sm:grid-cols-2">
          {groups.map((group) => (
            <div key={group.key} className="min-w-0">
              <h3 className="pb-1 font-medium">{group.title}</h3>
              <ul className="text-small flex flex-col">
                {group.operations.map(({ id, title, href }) => (
                  <li key={id}>
                    <TextLink href={href} prefetch={false} className="inline-block leading-6">
                      {title}
                    </TextLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
          <div>
            <h3 className="pb-1 font-medium">{t("eventTypes")}</h3>
            <TextLink href="/api-reference/webhooks/event-types" className="text-small">
              {t("allEventTypes", { n: eventTypes })}
            </TextLink>
          </div>
        </div>
      </section>
    </div>
  );
}
