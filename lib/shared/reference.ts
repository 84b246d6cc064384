// What the pages of the API reference show; made on the server, drawn in the browser.

export interface ReferenceField {
  name: string;
  /** In words: “array of strings”, “string or null”. */
  type: string;
  optional: boolean;
  description: string | null;
  /** Values, bounds and default, in one line. */
  limits: string | null;
}

export interface ReferenceLink {
  id: string;
  title: string;
  method: string;
  href: string;
}

export interface ReferenceGroup {
  key: string;
  title: string;
  operations: ReferenceLink[];
}

export interface ReferenceAnswer {
  status: number;
  sentence: string;
  /** Names that `error` may have. */
  errors: string[];
  mediaType: string;
  /** JSON text, or null for a file. */
  example: string | null;
}

export interface ReferenceOperation extends ReferenceLink {
  group: string;
  description: string | null;
  path: string;
  access: "public" | "session" | "key";
  permissions: string[];
  feature: string | null;
  idempotent: boolean;
  /** Of a write that takes no `Idempotency-Key`: that it takes none, and what a repeat does. */
  repeats: string | null;
  pathFields: ReferenceField[];
  queryFields: ReferenceField[];
  bodyFields: ReferenceField[];
  answers: ReferenceAnswer[];
  /** The same call in several languages. */
  samples: { language: string; title: string; code: string }[];
  /** What comes after it in its group. */
  next: ReferenceLink | null;
}

/** Something that a search found. */
export interface ReferenceHit {
  title: string;
  href: string;
  /** Method and path, or the name of the event type. */
  line: string;
  /** The field that contains the words, when it is not the operation itself. */
  field: string | null;
}

export interface ReferenceEventType {
  type: string;
  title: string;
  family: string;
  summary: string;
  sentWhen: string;
  notSentWhen: string | null;
  fields: ReferenceField[];
  /** The whole request body, as JSON text. */
  sample: string;
}
