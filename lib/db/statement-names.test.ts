import { expect, test } from "vitest";

import { statementName } from "./statement-names";

const nameOf = (sql: string): string => statementName({ sql });

test("writes and reads of single rows have a name of their own, which stays", () => {
  const find = `SELECT "public"."clicks"."id" FROM "public"."clicks" WHERE "public"."clicks"."id" = $1 LIMIT $2 OFFSET $3`;
  const insert = `INSERT INTO "public"."customers" ("id","name") VALUES ($1,$2) ON CONFLICT DO NOTHING`;
  expect(nameOf(find)).toMatch(/^p_[\w-]{24}$/);
  expect(nameOf(insert)).not.toBe(nameOf(find));
  expect(nameOf(find)).toBe(nameOf(find));
});

test.each([
  [`SELECT "a"."id" FROM "a" WHERE "a"."x" = $1 ORDER BY "a"."id" LIMIT $2`],
  [`SELECT "a"."id" FROM "a" WHERE "a"."id" IN ($1,$2,$3)`],
  [`SELECT COUNT(*) FROM (SELECT "a"."id" FROM "a" WHERE "a"."x" = $1) AS "sub"`],
  [`SELECT "a"."id" FROM "a" WHERE ("a"."x" = $1 OR "a"."y" = $2)`],
  [`WITH input AS (SELECT 1) SELECT * FROM input`],
])("a plan that hangs on what is asked for is made each time: %s", (sql) => {
  expect(nameOf(sql)).toBe("");
});
