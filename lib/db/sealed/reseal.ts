import { edgePool } from "../client";
import type { SealedColumn } from "./columns";

export interface OldSeal {
  row: string;
  workspace: string;
  sealed: string;
}

/**
 * Up to `limit` sealed texts that do not begin with `prefix`, by row and workspace.
 * @param after the last one of the page before
 */
export async function readOldSeals(
  of: SealedColumn,
  prefix: string,
  after: OldSeal | null,
  limit: number,
): Promise<OldSeal[]> {
  const workspace = of.workspace ?? "''::text";
  const { rows } = await edgePool().query<OldSeal>({
    name: `read-old-seals-${of.table}-${of.column}`,
    text: `SELECT ${of.row} AS row, ${workspace} AS workspace, ${of.column} AS sealed FROM ${of.table}
           WHERE ${of.column} IS NOT NULL AND NOT starts_with(${of.column}, $1)
             AND (${of.row}, ${workspace}) > ($2, $3)
           ORDER BY ${of.row}, ${workspace} LIMIT $4`,
    values: [prefix, after?.row ?? "", after?.workspace ?? "", limit],
  });
  return rows;
}

/** Puts a new seal in the place of an old one, unless somebody changed the text meanwhile. */
export async function replaceSeal(of: SealedColumn, old: OldSeal, sealed: string): Promise<void> {
  const bound = of.workspace === null ? "" : " AND workspace_id = $4";
  await edgePool().query({
    name: `replace-seal-${of.table}-${of.column}`,
    text: `UPDATE ${of.table} SET ${of.column} = $1 WHERE ${of.row} = $2 AND ${of.column} = $3${bound}`,
    values: [sealed, old.row, old.sealed, ...(of.workspace === null ? [] : [old.workspace])],
  });
}
