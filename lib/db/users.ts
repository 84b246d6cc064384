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
