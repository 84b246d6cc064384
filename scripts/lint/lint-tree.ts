import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

interface Report {
  diagnostics: { code?: string; filename: string; message: string }[];
}

/**
 * Lints files that exist only for a test, by the real linter with the real plugin.
 * @param files path from the root of an empty tree → text
 * @param config the text of its `.oxlintrc.json`
 * @returns path → the rules reported there, as `plugin/rule`, once per report
 */
export async function lintTree(files: Record<string, string>, config: string): Promise<Map<string, string[]>> {
  const tree = await mkdtemp(join(tmpdir(), "lint-"));
  try {
    await mkdir(join(tree, "scripts"));
    await symlink(join(ROOT, "scripts/lint"), join(tree, "scripts/lint"));
    await symlink(join(ROOT, "node_modules"), join(tree, "node_modules"));
    for (const [path, text] of Object.entries({ ".oxlintrc.json": config, ".gitignore": "node_modules", ...files })) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), text);
    }
    const output = await oxlint(tree);
    const found = new Map<string, string[]>();
    // A file that does not parse is linted by no rule, which would make every "allows" pass.
    for (const { code, filename, message } of (JSON.parse(output) as Report).diagnostics) {
      const rule = code?.replace(/^(?:eslint-plugin-)?([\w@/-]+)\(([\w-]+)\)$/, "$1/$2") ?? `no rule: ${message}`;
      found.set(filename, [...(found.get(filename) ?? []), rule]);
    }
    return found;
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

/** Exit 1 means that something was found; what is printed tells whether the linter ran at all. */
function oxlint(cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(ROOT, "node_modules/oxlint/bin/oxlint"), "--format=json", "."],
      { cwd, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (stdout.trimStart().startsWith("{")) resolve(stdout);
        else reject(new Error(`oxlint did not run: ${error?.message ?? ""}\n${stdout}\n${stderr}`));
      },
    );
  });
}
