// What runs the shipped snippets in their own languages. A driver reads a list of requests as JSON, sets the clock where
// it is asked to, and prints for each a line: `verified`, or `refused` and why. Anything else it does is a failure.

import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { type SnippetLanguage, VERIFY_SNIPPETS } from "./snippets";

const run = promisify(execFile);

export interface SignedRequest {
  body: string;
  headers: Record<string, string>;
  secret: string;
  /** Unix seconds the clock shows, where it is not now. */
  now?: number;
}

interface Driver {
  /** Asks whether the language is on this machine. */
  probe: readonly [string, ...string[]];
  /** What the snippet's file is called, and the files beside it. */
  file: string;
  files: Readonly<Record<string, string>>;
  /** Run once, in the folder, before the requests are read. */
  build?: readonly [string, ...string[]];
  command: readonly [string, ...string[]];
  /** Whether its clock can be set. */
  clock: boolean;
}

const DRIVERS: Readonly<Record<Exclude<SnippetLanguage, "curl">, Driver>> = {
  node: {
    probe: ["node", "--version"],
    file: "verify.mjs",
    files: {
      "main.mjs": `import { readFileSync } from "node:fs";
import { verifyLinquid } from "./verify.mjs";
const realNow = Date.now;
for (const { body, headers, secret, now } of JSON.parse(readFileSync("requests.json", "utf8"))) {
  Date.now = now === undefined ? realNow : () => now * 1000;
  try {
    verifyLinquid(Buffer.from(body), headers, secret);
    console.log("verified");
  } catch (error) {
    console.log("refused " + error.message);
  }
}`,
    },
    command: ["node", "main.mjs"],
    clock: true,
  },
  python: {
    probe: ["python3", "--version"],
    file: "verify.py",
    files: {
      "main.py": `import json, time
import verify
real = time.time
for r in json.load(open("requests.json", encoding="utf-8")):
    time.time = (lambda at: lambda: at)(r["now"]) if "now" in r else real
    try:
        verify.verify_linquid(r["body"].encode(), r["headers"], r["secret"])
        print("verified")
    except (ValueError, KeyError) as error:
        print("refused", error)`,
    },
    command: ["python3", "main.py"],
    clock: true,
  },
  go: {
    probe: ["go", "version"],
    file: "webhook/verify.go",
    files: {
      "go.mod": "module snippet\n\ngo 1.18\n",
      "main.go": `package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	"snippet/webhook"
)

func main() {
	text, err := os.ReadFile("requests.json")
	if err != nil {
		panic(err)
	}
	var requests []struct {
		Body, Secret string
		Headers      map[string]string
	}
	if err := json.Unmarshal(text, &requests); err != nil {
		panic(err)
	}
	for _, r := range requests {
		h := http.Header{}
		for name, value := range r.Headers {
			h.Set(name, value)
		}
		if err := webhook.VerifyLinquid([]byte(r.Body), h, r.Secret); err != nil {
			fmt.Println("refused", err)
		} else {
			fmt.Println("verified")
		}
	}
}`,
    },
    build: ["go", "build", "-o", "driver", "."],
    command: ["./driver"],
    clock: false,
  },
  ruby: {
    probe: ["ruby", "--version"],
    file: "verify.rb",
    files: {
      "main.rb": `require "json"
require_relative "verify"
JSON.parse(File.read("requests.json", encoding: "utf-8")).each do |r|
  verify_linquid(r["body"], r["headers"], r["secret"])
  puts "verified"
rescue KeyError, ArgumentError, RuntimeError => error
  puts "refused #{error.message}"
end`,
    },
    command: ["ruby", "main.rb"],
    clock: false,
  },
  php: {
    probe: ["php", "--version"],
    file: "verify.php",
    files: {
      "main.php": `<?php
require __DIR__ . '/verify.php';
foreach (json_decode(file_get_contents('requests.json'), true) as $r) {
    try {
        verifyLinquid($r['body'], $r['headers'], $r['secret']);
        echo "verified\\n";
    } catch (RuntimeException $error) {
        echo 'refused ' . $error->getMessage() . "\\n";
    }
}`,
    },
    command: ["php", "main.php"],
    clock: false,
  },
};

export type DrivenLanguage = keyof typeof DRIVERS;
export const DRIVEN = Object.keys(DRIVERS) as DrivenLanguage[];
export const canSetClock = (language: DrivenLanguage): boolean => DRIVERS[language].clock;

export function isHere([command, ...args]: readonly [string, ...string[]]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export const isInstalled = (language: DrivenLanguage): boolean => isHere(DRIVERS[language].probe);

export const codeOf = (language: SnippetLanguage): string =>
  VERIFY_SNIPPETS.find((snippet) => snippet.language === language)?.code ?? "";

/** Runs the shipped snippet on each request; one answer for each, in order. */
export async function answersOf(language: DrivenLanguage, requests: readonly SignedRequest[]): Promise<string[]> {
  const { file, files, build, command } = DRIVERS[language];
  const folder = mkdtempSync(join(tmpdir(), "snippet-"));
  try {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), codeOf(language));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, "requests.json"), JSON.stringify(requests));
    if (build) await run(build[0], build.slice(1), { cwd: folder });
    const { stdout } = await run(command[0], command.slice(1), { cwd: folder });
    return stdout.trimEnd().split("\n");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
