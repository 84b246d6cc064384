"use client";

import { Search, Webhook } from "lucide-react";
import { parseAsStringLiteral, throttle, useQueryState } from "nuqs";

import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { SearchField } from "@/components/ui/search-field";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { PROVIDER_CATEGORIES, type Provider } from "@/lib/contracts/providers";
import { has } from "@/lib/contracts/session";

import { CreateDestination } from "./create-destination";
import { integrationMessages } from "./messages";
import { IntegrationsNotInPlan } from "./not-in-plan";
import { ProviderCard } from "./provider-card";

const CATEGORIES = PROVIDER_CATEGORIES.map(({ category }) => category);

/** The catalogue: few providers, so search and category work in the page, and stand in its address. */
export function CatalogueView() {
  const t = useMessages(integrationMessages);
  const session = useSession();
  const { workspace } = session;
  const { data, error, isFetching, refetch } = useQuery(providerQueries.list(workspace.id));
  const [text, setText] = useQueryState("q", { defaultValue: "", history: "replace", limitUrlUpdates: throttle(300) });
  const [category, setCategory] = useQueryState("category", parseAsStringLiteral(CATEGORIES));
  const { data: installations } = useQuery(installationQueries.list(workspace.id));
  const providers = data?.data;
  if (!providers) {
    const problem = error instanceof Problem ? error : null;
    return error ? (
      <ErrorState
        things={t("providers")}
        message={problem?.message}
        requestId={problem?.requestId ?? undefined}
        retrying={isFetching}
        onRetry={() => void refetch()}
      />
    ) : (
      <CatalogueLoading />
    );
  }
  const found = providers.filter((provider) => matches(provider, text));
  const shown = found.filter((provider) => category === null || provider.category === category);
  return (
    <div className="flex flex-col gap-4">
      {!has(session, "integrations") && <IntegrationsNotInPlan />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <SearchField
          label={t("searchProviders")}
          value={text}
          onChange={(next) => void setText(next === "" ? null : next)}
        />
        <fieldset className="flex min-w-0 flex-wrap gap-2">
          <legend className="sr-only">{t("category")}</legend>
          <CategoryChip chosen={category === null} count={found.length} onChoose={() => void setCategory(null)}>
            {t("all")}
          </CategoryChip>
          {PROVIDER_CATEGORIES.map((each) => (
            <CategoryChip
              key={each.category}
              chosen={category === each.category}
              count={found.filter((provider) => provider.category === each.category).length}
              onChoose={() => void setCategory(each.category)}
            >
              {each.title}
            </CategoryChip>
          ))}
        </fieldset>
      </div>
      {shown.length > 0 ? (
        <ul id="results" className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {shown.map((provider) => (
            <ProviderCard
              key={provider.provider}
              provider={provider}
              installed={installations?.data.filter((each) => each.provider === provider.provider) ?? []}
            />
          ))}
        </ul>
      ) : (
        <EmptyState
          icon={Search}
          title={text === "" ? t("noneInCategory") : t("noProvider", { text })}
          actions={<CreateDestination label={t("useDestination")} />}
        >
          {t("somethingElseBody")}
        </EmptyState>
      )}
      <SomethingElse />
      <section className="max-w-[44rem] pt-2">
        <h2 className="text-h3">{t("webhookOrIntegration")}</h2>
        <p className="text-text-2">{t("webhookOrIntegrationBody")}</p>
      </section>
    </div>
  );
}

function matches(provider: Provider, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return `${provider.name} ${provider.summary}`.toLowerCase().includes(wanted);
}

interface CategoryChipProps {
  chosen: boolean;
  count: number;
  onChoose: () => void;
  children: string;
}

function CategoryChip({ chosen, count, onChoose, children }: CategoryChipProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={cn(
        "touch-target relative inline-flex min-h-7 items-center gap-1.5 rounded-full border px-3 forced-colors:aria-pressed:border-[Highlight]",
        chosen ? "border-text bg-text text-surface" : "border-line-2 bg-surface hover:border-line-input",
      )}
    >
      {children}
      <span className={cn("num", !chosen && "text-text-2")}>{count}</span>
    </button>
  );
}

function SomethingElse() {
  const t = useMessages(integrationMessages);
  return (
    <div className="rounded-card border-line-input flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border border-dashed p-4">
      <div className="flex min-w-0 items-center gap-3.5">
        <span
          aria-hidden
          className="rounded-control border-line-input flex size-10 shrink-0 items-center justify-center border border-dashed"
        >
          <Webhook className="size-5 stroke-[1.5]" />
        </span>
        <div className="min-w-0">
          <h2 className="text-h3">{t("somethingElse")}</h2>
          <p className="text-text-2">{t("somethingElseBody")}</p>
        </div>
      </div>
      <CreateDestination />
    </div>
  );
}

const CARDS = [0, 1, 2, 3, 4, 5];

export function CatalogueLoading() {
  const t = useMessages(integrationMessages);
  return (
    <LoadingRegion things={t("providers")} className="flex flex-col gap-4">
      <Skeleton className="h-8 w-66" />
      <div className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
        {CARDS.map((card) => (
          <div key={card} className="rounded-card border-line-2 bg-surface flex h-41 flex-col gap-2 border p-4">
            <Skeleton className="w-24" />
            <Skeleton className="w-56" />
            <Skeleton className="w-40" />
          </div>
        ))}
      </div>
    </LoadingRegion>
  );
}
