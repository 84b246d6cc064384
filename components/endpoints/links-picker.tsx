"use client";

import { useQueries } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";

import { useSettled } from "@/components/filters/use-settled";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { Skeleton } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import { linkQueries } from "@/lib/client/queries/links";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Link } from "@/lib/contracts/links";

import { endpointMessages } from "./messages";

const SHOWN = "8";
const SETTLES_AFTER_MS = 200;

const nameOf = ({ title, shortCode }: Pick<Link, "title" | "shortCode">): string => title ?? `/${shortCode}`;

/** Links that are searched by a part of their name, code or destination, and taken one by one. */
export function LinksPicker({ value, onChange }: { value: readonly string[]; onChange: (links: string[]) => void }) {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  const [text, setText] = useState("");
  const q = useSettled(text.trim(), SETTLES_AFTER_MS);
  const { data, error } = useQuery(linkQueries.list(workspace.id, { limit: SHOWN, ...(q !== "" && { q }) }));
  const details = useQueries({ queries: value.map((id) => linkQueries.detail(workspace.id, id)) });
  const found = data?.data;

  return (
    <div className="flex flex-col gap-2.5">
      {value.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {value.map((id, at) => {
            const link = details[at]?.data?.data;
            const name = link ? nameOf(link) : id;
            return (
              <Chip key={id} thing={name} onRemove={() => onChange(value.filter((each) => each !== id))}>
                {name}
              </Chip>
            );
          })}
        </div>
      )}
      <div className="rounded-card border-line-2 bg-surface overflow-clip border">
        <TextInput
          type="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          // Enter looks for links here; it must not send the form.
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          leading={<Search />}
          aria-label={t("linksSearch")}
          placeholder={t("linksSearch")}
          className="ring-inside border-b-line hover:border-b-line rounded-none border-0 border-b bg-transparent py-2"
        />
        {error ? (
          <p className="text-small text-danger px-3.5 py-4">{t("linksFailed", { reason: error.message })}</p>
        ) : !found ? (
          <Skeleton className="m-3.5 h-16" />
        ) : found.length === 0 ? (
          <p className="text-small text-text-3 px-3.5 py-4">
            {q === "" ? t("linksEmpty") : t("linksNone", { text: q })}
          </p>
        ) : (
          <ul>
            {found.map((link) => (
              <li key={link.id} className="hover:bg-surface-2 px-3.5">
                <Checkbox
                  className="py-1.5"
                  checked={value.includes(link.id)}
                  onCheckedChange={(on) =>
                    onChange(on ? [...value, link.id] : value.filter((each) => each !== link.id))
                  }
                >
                  <span className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
                    <span>{nameOf(link)}</span>
                    <span dir="ltr" translate="no" className="text-mono-sm text-text-3 font-mono wrap-anywhere">
                      {link.shortUrl.replace(/^https?:\/\//, "")}
                    </span>
                  </span>
                </Checkbox>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
