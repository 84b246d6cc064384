import { IntlMessageFormat } from "intl-messageformat";

import { inPseudoLocale, PSEUDO_LOCALE } from "./pseudo-locale";

/**
 * Every sentence of the screens stands in a catalogue: `components/<feature>/messages.ts`, one object of ICU messages.
 * A sentence is never built by joining pieces. What a message needs is read from its text by the compiler:
 *
 *   const messages = defineMessages({ waiting: "{n, plural, one {# delivery is} other {# deliveries are}} waiting." });
 *   translator(messages, "en-GB")("waiting", { n: 3 });
 *
 * A plain `{name}` takes a string only, so that no number reaches the screen without its grouping: write `{n, number}`.
 */
export type Catalogue = Readonly<Record<string, string>>;

export function defineMessages<const C extends Catalogue>(catalogue: C): C {
  return catalogue;
}

export type Translate<C extends Catalogue> = <K extends keyof C & string>(
  key: K,
  ...values: MessageArguments<C[K]>
) => string;

/** No argument for a message without holes, else one object that fills each of them. */
export type MessageArguments<S extends string> = keyof Holes<S> extends never
  ? []
  : [values: { [N in keyof Holes<S>]: Holes<S>[N] }];

/** The same for a sentence with elements in it: `{time}` may be one, `<link>…</link>` is a function that makes one. */
export type RichArguments<S extends string, Node> = keyof Holes<S> | TagNames<S> extends never
  ? []
  : [
      values: { [N in keyof Holes<S>]: Holes<S>[N] extends number ? number : Node } & {
        [T in TagNames<S>]: (inner: Node[]) => Node;
      },
    ];

/** One function per catalogue and language; the same one each time, so that it can be a dependency. */
export function translator<C extends Catalogue>(catalogue: C, locale: string): Translate<C> {
  let byLocale = translators.get(catalogue);
  if (!byLocale) translators.set(catalogue, (byLocale = new Map<string, Formatter>()));
  let translate = byLocale.get(locale);
  if (!translate) {
    translate = (key, values) => compile(catalogue[key]!, locale).format(values) as string;
    byLocale.set(locale, translate);
  }
  return translate;
}

/** The message as something that can be formatted, once per text and language. */
export function compile(text: string, locale: string): IntlMessageFormat {
  const key = `${locale}\n${text}`;
  let compiled = compiledMessages.get(key);
  if (!compiled) {
    compiled = new IntlMessageFormat(text, locale);
    if (locale === PSEUDO_LOCALE) compiled = new IntlMessageFormat(inPseudoLocale(compiled.getAst()), locale);
    compiledMessages.set(key, compiled);
  }
  return compiled;
}

type Formatter = (key: string, values?: Record<string, string | number>) => string;
const translators = new WeakMap<Catalogue, Map<string, Formatter>>();
const compiledMessages = new Map<string, IntlMessageFormat>();

// The grammar of ICU messages, as far as names and kinds of holes need it. `M` reads text, `B` reads the branches of a
// plural or select; the stack says where a closing brace returns to.
type Holes<S extends string> = Merge<Scan<S, ["M"], never>>;
type Hole = { name: string; kind: string };
type Merge<H extends Hole> = { [N in H["name"]]: ValueOf<Extract<H, { name: N }>["kind"]> };
type ValueOf<K extends string> = K extends "number" | "plural" | "selectordinal" ? number : string;

type Scan<S extends string, Stack extends string[], Found extends Hole> =
  FirstBrace<S> extends [infer Brace, infer Rest extends string, string]
    ? Stack extends [infer Top, ...infer Below extends string[]]
      ? Brace extends "}"
        ? Scan<Rest, Below, Found>
        : Top extends "B"
          ? Scan<Rest, ["M", ...Stack], Found>
          : OpenHole<Rest, Stack, Found>
      : Found
    : Found;

type OpenHole<S extends string, Stack extends string[], Found extends Hole> =
  FirstBrace<S> extends [infer Brace, infer Rest extends string, infer Head extends string]
    ? Head extends `${infer Name},${infer Kind},${string}`
      ? Brace extends "{"
        ? Scan<Rest, ["M", "B", ...Stack], Found | { name: Trim<Name>; kind: Trim<Kind> }>
        : Scan<Rest, Stack, Found | { name: Trim<Name>; kind: Trim<Kind> }>
      : Head extends `${infer Name},${infer Kind}`
        ? Scan<Rest, Stack, Found | { name: Trim<Name>; kind: Trim<Kind> }>
        : Scan<Rest, Stack, Found | { name: Trim<Head>; kind: "text" }>
    : Found;

/** [which brace comes first, what follows it, what stands before it], or null when there is none. */
type FirstBrace<S extends string> = S extends `${infer Head}}${infer Tail}`
  ? Head extends `${infer Before}{${infer Inner}`
    ? ["{", `${Inner}}${Tail}`, Before]
    : ["}", Tail, Head]
  : null;

type TagNames<S extends string> = S extends `${string}<${infer Tag}>${infer Rest}`
  ? (Tag extends `/${string}` ? never : Tag) | TagNames<Rest>
  : never;

type Trim<S extends string> = S extends ` ${infer R}` ? Trim<R> : S extends `${infer R} ` ? Trim<R> : S;
