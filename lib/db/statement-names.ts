import { createHash } from "node:crypto";

import { LRUCache } from "lru-cache";

/** Each is prepared once a connection, so their number is bounded. */
const NAMES_MAX = 500;

const UNNAMED = "";

const names = new LRUCache<string, string>({ max: NAMES_MAX });

/**
 * Names a statement that PostgreSQL is to plan once a connection: writes, and reads of single rows, whose plan is the same
 * whatever the values are. Lists and figures stay without a name: the right plan of those depends on what is asked for.
 */
export function statementName({ sql }: { sql: string }): string {
  if (!isPointStatement(sql)) return UNNAMED;
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `p_${createHash("sha256").update(sql).digest("base64url").slice(0, 24)}`;
  names.set(sql, name);
  return name;
}

const isPointStatement = (sql: string): boolean => WRITE_OR_READ.test(sql) && !HANGS_ON_VALUES.test(sql);

const WRITE_OR_READ = /^\s*(?:INSERT|UPDATE|DELETE|SELECT|WITH\b.*\bINSERT)\b/s;
const HANGS_ON_VALUES = /\bORDER BY\b|\bIN \(|\b(?:COUNT|SUM|MIN|MAX|AVG)\(|\bOR\b/;
