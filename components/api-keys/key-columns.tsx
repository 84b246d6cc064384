"use client";

import { columnsOf } from "@/components/data-table/columns";
import { TwoLineCell } from "@/components/data-table/two-line-cell";
import { useMessages } from "@/components/ui/locale";
import { Popover } from "@/components/ui/popover";
import { Time } from "@/components/ui/time";
import type { ApiKey } from "@/lib/contracts/api-keys";

import { KeyMenu } from "./key-menu";
import { KeyState } from "./key-state";
import { LastUse, RequestsCell } from "./key-use";
import { apiKeyMessages } from "./messages";

export interface KeyRow extends ApiKey {
  onEdit: () => void;
  onRotate: () => void;
  onRevoke: () => void;
}

const column = columnsOf<KeyRow>();

export const keyColumns = column.columns([
  column.accessor("name", {
    id: "name",
    header: () => <Head word="name" />,
    meta: { width: "auto" },
    cell: ({ row }) => <NameCell apiKey={row.original} />,
  }),
  column.accessor("state", {
    id: "state",
    header: () => <Head word="state" />,
    meta: { width: "8rem" },
    cell: ({ getValue }) => <KeyState state={getValue()} />,
  }),
  column.display({
    id: "access",
    header: () => <Head word="access" />,
    meta: { width: "8.5rem", hideBelow: "md" },
    cell: ({ row }) => <AccessCell apiKey={row.original} />,
  }),
  column.display({
    id: "lastUsed",
    header: () => <Head word="lastUsed" />,
    meta: { width: "13rem", hideBelow: "sm" },
    cell: ({ row }) => <LastUse apiKey={row.original} />,
  }),
  column.display({
    id: "requests",
    header: () => <Head word="requests" />,
    meta: { width: "8rem", align: "end", hideBelow: "lg" },
    cell: ({ row }) => <RequestsCell requests={row.original.requests} />,
  }),
  column.accessor("expiresAt", {
    id: "expires",
    header: () => <Head word="expires" />,
    meta: { width: "8rem", align: "end", hideBelow: "md" },
    cell: ({ getValue }) => <TimeOrNever value={getValue()} />,
  }),
  column.display({
    id: "actions",
    header: () => <Head word="actions" />,
    meta: { width: "3.5rem", align: "end", headHidden: true },
    cell: ({ row }) => <KeyMenu row={row.original} />,
  }),
]);

function Head({ word }: { word: "name" | "state" | "access" | "lastUsed" | "requests" | "expires" | "actions" }) {
  return useMessages(apiKeyMessages)(word);
}

function NameCell({ apiKey: { name, keyHint, createdBy } }: { apiKey: ApiKey }) {
  const t = useMessages(apiKeyMessages);
  return (
    <TwoLineCell
      below={
        <>
          <span dir="ltr" translate="no" className="font-mono">
            {keyHint}
          </span>
          {createdBy && ` · ${t("createdBy", { name: createdBy.name })}`}
        </>
      }
    >
      <span className="font-medium">{name}</span>
    </TwoLineCell>
  );
}

function AccessCell({ apiKey: { name, scopes } }: { apiKey: ApiKey }) {
  const t = useMessages(apiKeyMessages);
  return (
    <Popover
      label={t("accessList", { name })}
      trigger={
        <button type="button" className="num rounded-badge touch-target text-text-2 hover:text-text relative">
          {t("accessCount", { n: scopes.length })}
        </button>
      }
    >
      <ul className="text-mono-sm flex flex-col gap-1 font-mono" translate="no">
        {scopes.map((scope) => (
          <li key={scope}>{scope}</li>
        ))}
      </ul>
    </Popover>
  );
}

function TimeOrNever({ value }: { value: string | null }) {
  const t = useMessages(apiKeyMessages);
  return value === null ? <span className="text-text-3">{t("never")}</span> : <Time value={value} focusable={false} />;
}
