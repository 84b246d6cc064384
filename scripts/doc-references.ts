import { existsSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

export interface DeadReference {
  line: number;
  reference: string;
  why: string;
}

interface Repository {
  /** Absolute path. */
  root: string;
  /** Names of the scripts of package.json. */
  scripts: ReadonlySet<string>;
  /** Names of what stands in the root folder. Text in backticks that starts with one of them is a path, too. */
  topLevel: ReadonlySet<string>;
}

const LINK = /\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g;
const CODE = /`([^`\n]+)`/g;
const NPM_RUN = /\bnpm (?:run(?:-script)? )?(?:-s |--silent )?([a-z][\w:-]*)/g;
// What npm does by itself, with or without a script of that name.
const NPM_COMMANDS = new Set([
  "ci",
  "install",
  "i",
  "exec",
  "audit",
  "config",
  "view",
  "pack",
  "ls",
  "outdated",
  "update",
]);
const NPM_SHORTHANDS = new Set(["start", "stop", "restart", "test"]);
const SOURCE_FILE = /\.(?:tsx?|m?js|cjs|json|ya?ml|md|prisma|sql|css)$/;
// Made when the product runs, so that a clone has none of them.
const MADE_AT_RUN_TIME = /^(?:\.data|\.next|\.cache|\.env|node_modules|test-results|playwright-report)(?:[/.]|$)/;

/**
 * What a Markdown file names and the repository does not have: targets of relative links, paths in backticks, npm
 * scripts in backticks and code blocks.
 * @param file path from the root, which relative links start from
 */
export function deadReferences(file: string, text: string, repository: Repository): DeadReference[] {
  const dead: DeadReference[] = [];
  let fenced = false;
  for (const [at, content] of text.split("\n").entries()) {
    if (/^\s*(?:```|~~~)/.test(content)) {
      fenced = !fenced;
      continue;
    }
    const report = (reference: string, why: string): void => void dead.push({ line: at + 1, reference, why });
    const code = fenced ? [content] : [...content.matchAll(CODE)].map((match) => match[1] ?? "");
    for (const piece of code) {
      for (const script of missingScripts(piece, repository)) report(`npm run ${script}`, "no such script");
    }
    if (fenced) continue;
    for (const piece of code) {
      if (isMissingPath(piece, repository)) report(piece, "no such file or folder");
    }
    for (const [, target = ""] of content.matchAll(LINK)) {
      if (isDeadLink(file, target, repository)) report(target, "the link leads nowhere");
    }
  }
  return dead;
}

function missingScripts(code: string, { scripts }: Repository): string[] {
  return [...code.matchAll(NPM_RUN)].flatMap(([whole, name = ""]) => {
    const isScript = whole.startsWith("npm run") || NPM_SHORTHANDS.has(name);
    if (!isScript && NPM_COMMANDS.has(name)) return [];
    return scripts.has(name) ? [] : [name];
  });
}

function isMissingPath(code: string, { root, topLevel }: Repository): boolean {
  // Paths with blanks, placeholders or wildcards are patterns for people.
  if (!/^\.?[\w@.[\]()/-]+$/.test(code) || !code.includes("/") || code.startsWith("/")) return false;
  const path = code.replace(/^\.\//, "").replace(/:\d+$/, "");
  const first = path.split("/")[0] ?? "";
  if (MADE_AT_RUN_TIME.test(path) || !(topLevel.has(first) || SOURCE_FILE.test(path))) return false;
  return !existsSync(join(root, path));
}

function isDeadLink(file: string, target: string, { root }: Repository): boolean {
  if (/^(?:[a-z][a-z+.-]*:|#|\/)/i.test(target)) return false;
  const [path = ""] = decodeURIComponent(target).split("#");
  const absolute = normalize(join(root, dirname(file), path));
  return !existsSync(absolute) || (path.endsWith(".md") && !statSync(absolute).isFile());
}
