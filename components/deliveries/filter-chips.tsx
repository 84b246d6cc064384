"use client";

import { Chip } from "@/components/ui/chip";
import { useLocale, useMessages } from "@/components/ui/locale";
import { statusMessages, STATUS } from "@/components/ui/status";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatList } from "@/lib/shared/presentation/numbers";
import { ID_CUT, truncateMiddle } from "@/lib/shared/presentation/truncation";

import { deliveryMessages } from "./messages";
import type { DeliverySearch, Narrowing } from "./search-params";

export interface FilterChipsProps {
  search: DeliverySearch;
  /** Names of endpoints by id, as far as they are known. */
  endpointNames: Readonly<Record<string, string>>;
  onRemove: (change: Partial<Record<Narrowing, null>>) => void;
}

const SCOPE_WORDS = { outbound: "scopeOutbound", workspace: "scopeWorkspace", link: "scopeLink" } as const;

/** What narrows the list, each with a way to take it off. */
export function FilterChips({ search, endpointNames, onRemove }: FilterChipsProps) {
  const t = useMessages(deliveryMessages);
  const states = useMessages(statusMessages);
  const locale = useLocale();
  const list = (items: readonly string[]): string => formatList(items, locale, "or");
  const ids = (given: readonly string[]): string => list(given.map((id) => truncateMiddle(id, ...ID_CUT.pane)));
  const { status, event, endpoint, integration, link, surface, result, slow, attempts, replay, incident, test, q } =
    search;
  const chips = [
    status && {
      key: "status" as const,
      name: t("filterStatus"),
      value: list(status.map((state) => states(STATUS.delivery[state].label))),
    },
    event && { key: "event" as const, name: t("filterEvent"), value: list(event) },
    endpoint && {
      key: "endpoint" as const,
      name: t("filterEndpoint"),
      value: list(endpoint.map((id) => endpointNames[id] ?? truncateMiddle(id, ...ID_CUT.pane))),
    },
    surface && {
      key: "surface" as const,
      name: t("filterScope"),
      value: list(surface.map((each) => t(SCOPE_WORDS[each]))),
    },
    integration && { key: "integration" as const, name: t("filterIntegration"), value: ids(integration) },
    link && { key: "link" as const, name: t("filterLink"), value: ids(link) },
    result && { key: "result" as const, name: t("filterResult"), value: list(result) },
    slow !== null && { key: "slow" as const, name: t("filterSlow"), value: formatDuration(slow, locale) },
    attempts && {
      key: "attempts" as const,
      name: t("attempts"),
      value: list(attempts.map((each) => (each === "max" ? t("attemptsMax") : each))),
    },
    replay && { key: "replay" as const, name: t("replayed"), value: ids(replay) },
    incident !== null && { key: "incident" as const, name: t("filterIncident"), value: ids([incident]) },
    test !== "hide" && {
      key: "test" as const,
      name: t("filterTests"),
      value: t(test === "only" ? "testOnly" : "testShow"),
    },
    q && { key: "q" as const, name: t("filterSearch"), value: q },
  ].filter((chip) => chip !== null && chip !== false && chip !== "");
  return chips.map(({ key, name, value }) => {
    const words = t("chip", { name, value });
    return (
      <Chip key={key} thing={words} onRemove={() => onRemove({ [key]: null })}>
        {words}
      </Chip>
    );
  });
}
