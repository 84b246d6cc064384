import { RESERVED_SLUGS } from "./reserved-slugs";

const LENGTH_MAX = 40;

/** A name as part of an address: `Müller & Co` becomes `muller-co`. Without any letter it is `workspace`. */
export function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LENGTH_MAX)
    .replaceAll(/^-+|-+$/g, "");
  if (slug === "") return "workspace";
  return RESERVED_SLUGS.has(slug) ? `${slug}-workspace` : slug;
}
