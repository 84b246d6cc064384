import type { RawExecutor } from "../transaction";

export interface NewCustomer {
  id: string;
  workspaceId: string;
  externalId: string;
  email: string | null;
  name: string | null;
  clickId: string | null;
}

export interface InsertedCustomer extends NewCustomer {
  search: string;
  erasedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** Many customers in one statement. Answers those that were written; the others' external id is taken. */
export const insertCustomers = (sql: RawExecutor, rows: readonly NewCustomer[]): Promise<InsertedCustomer[]> =>
  sql.$queryRaw<InsertedCustomer[]>`
    INSERT INTO customers (id, workspace_id, external_id, email, name, click_id, updated_at)
    SELECT "id", "workspaceId", "externalId", "email", "name", "clickId", now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      "id" text, "workspaceId" text, "externalId" text, "email" text, "name" text, "clickId" text)
    ON CONFLICT DO NOTHING
    RETURNING id, workspace_id AS "workspaceId", external_id AS "externalId", email, name, search, click_id AS "clickId",
      erased_at AS "erasedAt", created_at AS "createdAt", updated_at AS "updatedAt"`;
