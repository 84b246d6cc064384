"use client";

import { KeyRound, Plus } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useState } from "react";

import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { EmptyState, ErrorState, NoMatchState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { Problem } from "@/lib/client/http";
import { apiKeyQueries } from "@/lib/client/queries/api-keys";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { ApiKey, NewApiKey } from "@/lib/contracts/api-keys";

import { keyColumns } from "./key-columns";
import { KeyDialog } from "./key-dialog";
import { KeyChips, KeyFilters } from "./key-filters";
import { KeysLoading } from "./keys-loading";
import { apiKeyMessages } from "./messages";
import { NewKeyDialog } from "./new-key-dialog";
import { RevokeDialog } from "./revoke-dialog";
import { RotateDialog } from "./rotate-dialog";
import { apiKeyFiltersOf, apiKeyParsers, type ApiKeySearch } from "./search-params";

type Open =
  | { what: "create" }
  | { what: "edit" | "rotate" | "revoke"; key: ApiKey }
  | { what: "shown"; key: NewApiKey };

/** The keys that use the API as this workspace: who made them, what they may do, when they last did. */
export function ApiKeysView() {
  const t = useMessages(apiKeyMessages);
  const { workspace } = useSession();
  const [search, setSearch] = useQueryStates(apiKeyParsers, { history: "push", scroll: false });
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(
    apiKeyQueries.list(workspace.id, apiKeyFiltersOf(search)),
  );
  // Whoever made a key can be chosen, whatever the list is narrowed to.
  const all = useQuery(apiKeyQueries.list(workspace.id));
  const creators = creatorsOf(all.data?.data ?? []);
  const filters = { search, creators, onChange: (change: Partial<ApiKeySearch>) => void setSearch(change) };
  const filtered = Object.keys(apiKeyFiltersOf(search)).length > 0;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const show = (key: NewApiKey) => setOpen({ what: "shown", key });
  const create = (
    <Button icon={<Plus />} onClick={() => setOpen({ what: "create" })}>
      {t("create")}
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t("title")} description={t("intro")} actions={create} />
      {(filtered || (all.data?.data.length ?? 0) > 0) && <KeyFilters {...filters} />}
      {error && (
        <ErrorState
          things={t("things")}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
          dataFrom={data && new Date(dataUpdatedAt).toISOString()}
        />
      )}
      {(data || !error) && (
        <Panel id="results">
          {!data ? (
            <KeysLoading />
          ) : data.data.length === 0 && filtered ? (
            <NoMatchState
              things={t("things")}
              filters={<KeyChips {...filters} />}
              onClear={() => void setSearch({ state: null, creator: null, use: null })}
            />
          ) : data.data.length === 0 ? (
            <EmptyState icon={KeyRound} title={t("emptyTitle")} actions={create}>
              {t("emptyBody")}
            </EmptyState>
          ) : (
            <DataTable
              caption={t("caption")}
              columns={keyColumns}
              rows={data.data.map((key) => ({
                ...key,
                onEdit: () => setOpen({ what: "edit", key }),
                onRotate: () => setOpen({ what: "rotate", key }),
                onRevoke: () => setOpen({ what: "revoke", key }),
              }))}
              rowId={(row) => row.id}
              rowName={(row) => row.name}
              density="twoLine"
            />
          )}
        </Panel>
      )}
      {open?.what === "create" && <KeyDialog onClose={close} onCreated={show} />}
      {open?.what === "edit" && <KeyDialog stored={open.key} onClose={close} onCreated={show} />}
      {open?.what === "rotate" && <RotateDialog apiKey={open.key} onClose={close} onRotated={show} />}
      {open?.what === "revoke" && <RevokeDialog apiKey={open.key} onClose={close} />}
      {open?.what === "shown" && <NewKeyDialog apiKey={open.key} onClose={close} />}
    </Page>
  );
}

const creatorsOf = (keys: readonly ApiKey[]): NonNullable<ApiKey["createdBy"]>[] => [
  ...new Map(keys.flatMap(({ createdBy }) => (createdBy ? [[createdBy.id, createdBy] as const] : []))).values(),
];
