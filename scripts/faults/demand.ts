/** A test file and a part of the titles in it; every test under such a title counts, and one of them at least must run. */
export type Proof = readonly [file: string, title: string];

/** One demand on delivery (D), egress (S), keys and secrets (K), access (A), or under a fault (F), and what proves it. */
export interface Demand {
  id: string;
  says: string;
  proofs: readonly Proof[];
  /** What its tests cannot do without and a machine may not have. */
  needs?: { what: string; isHere: () => boolean };
}

/** A demand and its proofs, each written as the file and the titles in it. */
export const demand = (id: string, says: string, proofs: Readonly<Record<string, readonly string[]>>): Demand => ({
  id,
  says,
  proofs: Object.entries(proofs).flatMap(([file, titles]) => titles.map((title): Proof => [file, title])),
});
