import { edgePool } from "./client";

export interface UserRow {
  id: string;
  name: string;
  email: string;
}

export async function findUser(id: string): Promise<UserRow | null> {
  const { rows } = await edgePool().query<UserRow>({
    name: "find-user",
    text: "SELECT id, name, email FROM users WHERE id = $1",
    values: [id],
  });
  return rows[0] ?? null;
}

/** The names of these people, by id; who is gone is left out. */
export async function readUserNames(ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await edgePool().query<{ id: string; name: string }>({
    name: "read-user-names",
    text: "SELECT id, name FROM users WHERE id = ANY($1)",
    values: [[...new Set(ids)]],
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
