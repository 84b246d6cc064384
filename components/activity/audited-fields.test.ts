import { readdirSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";
import { expect, test } from "vitest";

import { EVENT_TYPE_NAMES } from "@/lib/contracts/event-types";
import { PROVIDERS } from "@/lib/integrations/catalogue";

import { fieldWords, valueWords } from "./field-words";

// Every call of audit(…) in the product is looked at with the compiler's own eyes: whatever its entry can hold before
// and after is a property of a type.

interface Audited {
  /** Where the first of the calls stands that name it. */
  where: string;
  values: Set<string>;
}

const PROGRAM_MS = 180_000;

function auditedFields(): { fields: Map<string, Audited>; calls: number } {
  const config = ts.parseJsonConfigFileContent(ts.readConfigFile("tsconfig.json", ts.sys.readFile).config, ts.sys, ".");
  const files = readdirSync("lib", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !/\.(test|d)\.ts$/.test(path))
    .map((path) => join("lib", path));
  const program = ts.createProgram(files, { ...config.options, noEmit: true, incremental: false });
  const checker = program.getTypeChecker();
  const fields = new Map<string, Audited>();
  let calls = 0;

  function noteSide(type: ts.Type, where: string): void {
    for (const part of partsOf(type)) {
      if (part.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown))
        throw new Error(`${where}: says nothing of its fields.`);
      for (const property of part.getProperties()) {
        const known = fields.get(property.name) ?? { where, values: new Set<string>() };
        fields.set(property.name, known);
        for (const value of partsOf(checker.getTypeOfSymbol(property)))
          if (value.isStringLiteral()) known.values.add(value.value);
      }
    }
  }

  function noteEntry(type: ts.Type, where: string): void {
    for (const part of partsOf(type))
      for (const side of ["before", "after"]) {
        const symbol = part.getProperty(side);
        if (symbol) noteSide(checker.getTypeOfSymbol(symbol), where);
      }
  }

  function visit(node: ts.Node, file: ts.SourceFile): void {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      node.expression.name.text === "audit"
    ) {
      calls++;
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      const where = `${file.fileName}:${line + 1}`;
      for (const argument of node.arguments) {
        if (ts.isSpreadElement(argument)) {
          const element = checker.getTypeAtLocation(argument.expression).getNumberIndexType();
          if (element) noteEntry(element, where);
        } else noteEntry(checker.getTypeAtLocation(argument), where);
      }
    }
    ts.forEachChild(node, (child) => visit(child, file));
  }

  for (const file of program.getSourceFiles())
    if (!file.isDeclarationFile && !file.fileName.includes("node_modules")) visit(file, file);
  return { fields, calls };
}

const partsOf = (type: ts.Type): ts.Type[] =>
  (type.isUnion() ? type.types : [type]).filter((part) => !(part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));

test(
  "every field and every set value that an audit entry can hold has words, and no word is left over",
  () => {
    const { fields, calls } = auditedFields();
    // A walk that finds nothing would pass.
    expect(calls).toBeGreaterThan(50);
    // What a provider can be set to is in its manifest, not in a type.
    for (const provider of PROVIDERS)
      for (const { key } of provider.settings)
        if (!fields.has(key)) fields.set(key, { where: provider.provider, values: new Set() });
    const wordless = [...fields]
      .filter(([name]) => !Object.hasOwn(fieldWords, name))
      .map(([name, { where }]) => `${name} (${where})`);
    expect(wordless).toEqual([]);
    expect(Object.keys(fieldWords).filter((name) => !fields.has(name))).toEqual([]);
    // Types of events are names on the wire, and stay what they are in every language.
    const names: ReadonlySet<string> = new Set(EVENT_TYPE_NAMES);
    const words: Readonly<Record<string, Readonly<Record<string, string>>>> = valueWords;
    const mute = [...fields].flatMap(([name, { values, where }]) =>
      [...values]
        .filter((value) => !names.has(value) && !Object.hasOwn(words[name] ?? {}, value))
        .map((value) => `${name}: ${value} (${where})`),
    );
    expect(mute).toEqual([]);
  },
  PROGRAM_MS,
);
