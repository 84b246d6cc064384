import { IntlMessageFormat } from "intl-messageformat";

/** A language for tests: what is not written in it was never in a catalogue, and what does not fit in it is too narrow. */
export const PSEUDO_LOCALE = "en-XA";

type Parts = ReturnType<IntlMessageFormat["getAst"]>;
/** How the parser calls what is neither a hole nor a choice. */
const TEXT = new IntlMessageFormat("text", "en").getAst()[0]?.type;

const PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED = "áƀçđéƒǧħíĵķļɱñóƥɋřšŧúṽŵẋýžÁƁÇĐÉƑǦĦÍĴĶĻṀÑÓƤɊŘŠŦÚṼŴẊÝŽ";
const VOWEL = /[aeiouAEIOU]/;

/** The message with every letter accented and every vowel twice, which makes it about 40 % longer; its holes stay. */
export function inPseudoLocale(parts: Parts): Parts {
  return parts.map((part) => {
    if ("children" in part) return { ...part, children: inPseudoLocale(part.children) };
    if ("options" in part) {
      const options: typeof part.options = {};
      for (const [key, option] of Object.entries(part.options))
        options[key] = { ...option, value: inPseudoLocale(option.value) };
      return { ...part, options };
    }
    return "value" in part && part.type === TEXT ? { ...part, value: accented(part.value) } : part;
  });
}

const accented = (text: string): string =>
  text.replace(/[a-zA-Z]/g, (letter) => {
    const other = ACCENTED[PLAIN.indexOf(letter)] ?? letter;
    return VOWEL.test(letter) ? other + other.toLowerCase() : other;
  });
