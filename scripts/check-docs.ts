// npm run check:docs: every path, npm script and relative link that our Markdown names must exist.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import packageJson from "../package.json" with { type: "json" };
import { deadReferences } from "./doc-references";

const root = join(import.meta.dirname, "..");
const topLevel = readdirSync(root);
const inDocs = topLevel.includes("docs")
  ? readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((path) => join("docs", path))
  : [];
const files = [...topLevel, ...inDocs].filter((path) => path.endsWith(".md"));

const repository = { root, scripts: new Set(Object.keys(packageJson.scripts)), topLevel: new Set(topLevel) };
const dead = files.flatMap((file) =>
  deadReferences(file, readFileSync(join(root, file), "utf8"), repository).map((each) => ({ file, ...each })),
);

for (const { file, line, reference, why } of dead) console.log(`${file}:${line}  ${reference}  ${why}`);
console.log(`${files.length} documents, ${dead.length} dead references`);
process.exitCode = dead.length > 0 || files.length === 0 ? 1 : 0;
