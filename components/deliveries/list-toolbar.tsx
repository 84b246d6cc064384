"use client";

import { ListFilter, Search } from "lucide-react";
import { useEffect, useRef } from "react";

import { Button } from "@/components/ui/button";
import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { Sheet } from "@/components/ui/sheet";
import { useShortcut } from "@/components/ui/shortcuts";
import { TextInput } from "@/components/ui/text-input";
import { useAskEndpointNames, useEndpointNames } from "@/lib/client/endpoint-names";

import { FilterChips } from "./filter-chips";
import { FilterFields } from "./filter-fields";
import { deliveryMessages } from "./messages";
import { RangePicker } from "./range-picker";
import { FIRST_PAGE, isFiltered } from "./search-params";
import { readSearchLine, withoutUnfinished } from "./search-tokens";
import { useDeliverySearch } from "./use-delivery-search";

const TYPING_MS = 300;

/** The row above the list: search, filters, and what they leave out. */
export function ListToolbar() {
  const t = useMessages(deliveryMessages);
  const [search, setSearch, address] = useDeliverySearch();
  const endpointNames = useEndpointNames();
  const askEndpointNames = useAskEndpointNames();
  const input = useRef<HTMLInputElement>(null);
  const filterButton = useRef<HTMLButtonElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);

  useShortcut("/", t("search"), () => input.current?.focus());
  useShortcut("f", t("filter"), () => filterButton.current?.click());

  // A search that was taken off or brought back elsewhere stands in the field too; never under somebody's fingers.
  useEffect(() => {
    const field = input.current;
    if (field && document.activeElement !== field) field.value = search.q ?? "";
  }, [search.q]);

  /** @param unfinished what is still being written behind it */
  async function look(line: string, unfinished = ""): Promise<void> {
    clearTimeout(typing.current);
    const known = { endpointNames: await askEndpointNames(), range: search.range, now: new Date() };
    const { filters, text } = readSearchLine(line, known);
    setSearch({ ...FIRST_PAGE, ...filters, q: text || null });
    // What became a filter stands below as one.
    if (input.current?.value === line + unfinished && Object.keys(filters).length > 0)
      input.current.value = [text, unfinished].filter(Boolean).join(" ");
  }

  function handleType(line: string): void {
    clearTimeout(typing.current);
    const finished = withoutUnfinished(line);
    typing.current = setTimeout(() => void look(finished, line.slice(finished.length)), TYPING_MS);
  }

  return (
    <div className="bg-surface flex flex-col gap-2.5 px-5 py-3 max-md:px-4">
      <div className="flex flex-wrap gap-2">
        <div className="min-w-0 flex-1 max-md:basis-full">
          <TextInput
            ref={input}
            type="search"
            aria-label={t("search")}
            placeholder={t("searchHint")}
            defaultValue={search.q ?? ""}
            onChange={(event) => handleType(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && void look(event.currentTarget.value)}
            leading={<Search />}
            trailing={
              <span className="max-md:hidden">
                <KeyCap>/</KeyCap>
              </span>
            }
            className="text-ellipsis max-md:pe-2.5"
          />
        </div>
        <div className="min-w-0 max-md:flex-1">
          <RangePicker />
        </div>
        <div className="max-md:hidden">
          <Popover
            label={t("filter")}
            align="end"
            className="w-80 p-4"
            trigger={
              <Button ref={filterButton} icon={<ListFilter />}>
                {t("filter")}
              </Button>
            }
          >
            <FilterFields />
          </Popover>
        </div>
        <div className="md:hidden">
          <Sheet title={t("filter")} trigger={<Button icon={<ListFilter />}>{t("filter")}</Button>}>
            <FilterFields />
          </Sheet>
        </div>
      </div>
      {isFiltered(address) && (
        <div className="flex flex-wrap gap-1.5">
          <FilterChips
            search={address}
            endpointNames={endpointNames}
            onRemove={(change) => setSearch({ ...FIRST_PAGE, ...change })}
          />
        </div>
      )}
    </div>
  );
}
