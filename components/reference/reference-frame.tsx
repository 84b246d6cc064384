"use client";

import { ArrowUpRight, Menu as MenuIcon, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type ReactNode, useRef } from "react";

import { ButtonLink } from "@/components/ui/button-link";
import { cn } from "@/components/ui/cn";
import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { LogoMark } from "@/components/ui/logo";
import { useShortcut } from "@/components/ui/shortcuts";
import { TextInput } from "@/components/ui/text-input";
import type { ReferenceGroup } from "@/lib/shared/reference";

import { referenceMessages } from "./messages";
import { START_SECTIONS } from "./start-sections";

export interface ReferenceFrameProps {
  groups: readonly ReferenceGroup[];
  version: string;
  signedIn: boolean;
  children: ReactNode;
}

/** The bar, the list of everything there is, and the page beside it; on small screens the list is a menu above. */
export function ReferenceFrame({ groups, version, signedIn, children }: ReferenceFrameProps) {
  const t = useMessages(referenceMessages);
  const find = useRef<HTMLInputElement>(null);
  useShortcut("/", t("search"), () => find.current?.focus());
  return (
    <div className="min-h-dvh [--gutter:1rem] md:[--gutter:1.5rem]">
      <header className="bg-canvas sticky top-0 z-20 flex h-14 items-center gap-3 border-b px-(--gutter)">
        <a href="#content" className={skipStyles}>
          {t("skipToContent")}
        </a>
        <Link href="/api-reference" className="rounded-control flex min-w-0 items-center gap-2.5 font-medium">
          <LogoMark className="size-5" />
          <span className="truncate">
            <span className="max-sm:sr-only">Linquid / </span>
            {t("title")}
          </span>
        </Link>
        <search className="ms-auto max-md:hidden">
          <form action="/api-reference" className="w-92">
            <TextInput
              ref={find}
              name="q"
              type="search"
              aria-label={t("search")}
              placeholder={t("search")}
              leading={<Search />}
              trailing={<KeyCap>/</KeyCap>}
            />
          </form>
        </search>
        <span className="text-small text-text-2 max-lg:hidden">{t("version", { version })}</span>
        <ButtonLink href={signedIn ? "/" : "/sign-in"} className="max-md:ms-auto">
          {t(signedIn ? "openDashboard" : "signIn")}
          <ArrowUpRight className="size-3.5 rtl:-scale-x-100" aria-hidden />
        </ButtonLink>
      </header>
      <details className="group border-b px-(--gutter) md:hidden">
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium">
          <MenuIcon className="size-4" aria-hidden />
          {t("all")}
        </summary>
        <search>
          <form action="/api-reference" className="pb-3">
            <TextInput name="q" type="search" aria-label={t("search")} placeholder={t("search")} leading={<Search />} />
          </form>
        </search>
        <OperationList groups={groups} />
      </details>
      <div className="md:grid md:grid-cols-[16rem_minmax(0,1fr)]">
        <div className="sticky top-14 max-h-[calc(100dvh-3.5rem)] self-start overflow-y-auto border-e max-md:hidden">
          <OperationList groups={groups} />
        </div>
        <main id="content" tabIndex={-1} className="min-w-0 scroll-mt-14 outline-hidden">
          {children}
        </main>
      </div>
    </div>
  );
}

function OperationList({ groups }: { groups: readonly ReferenceGroup[] }) {
  const t = useMessages(referenceMessages);
  return (
    <nav aria-label={t("operations")} className="flex flex-col gap-5 px-3 pt-4 pb-10 max-md:px-0">
      <ListPart title={t("startHere")}>
        {START_SECTIONS.map(({ id, title }) => (
          <ListLink key={id} href={`/api-reference#${id}`} title={title} />
        ))}
      </ListPart>
      {groups.map((group) => (
        <ListPart key={group.key} title={group.title}>
          {group.operations.map(({ id, href, title, method }) => (
            <ListLink key={id} href={href} title={title} method={method} />
          ))}
        </ListPart>
      ))}
      <ListPart title={t("eventTypes")}>
        <ListLink href="/api-reference/webhooks/event-types" title={t("eventTypes")} />
      </ListPart>
    </nav>
  );
}

function ListPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <p className="text-small px-3 pb-1 font-semibold">{title}</p>
      <ul aria-label={title} className="flex flex-col gap-px">
        {children}
      </ul>
    </div>
  );
}

const SHORT: Readonly<Record<string, string>> = { DELETE: "DEL" };

function ListLink({ href, title, method }: { href: string; title: string; method?: string }) {
  const current = usePathname() === href;
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        aria-current={current ? "page" : undefined}
        className={cn(
          "rounded-control text-small text-text-2 flex min-h-7 items-center justify-between gap-2 px-3 py-1",
          "hover:bg-surface-3 hover:text-text aria-[current=page]:bg-accent-soft aria-[current=page]:text-on-accent-soft",
          "aria-[current=page]:font-medium pointer-coarse:min-h-11",
        )}
      >
        {title}
        {method && <span className="text-micro font-mono">{SHORT[method] ?? method}</span>}
      </Link>
    </li>
  );
}

const skipStyles =
  "fixed start-3 -top-16 z-50 rounded-control bg-primary px-3 py-2 font-medium text-on-primary focus:top-2";
