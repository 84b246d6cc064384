import { defineConfig } from "prisma/config";

// `prisma generate` and `validate` need no database; `migrate deploy` does, and says so when the URL is empty.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
