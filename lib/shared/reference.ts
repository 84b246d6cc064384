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

/** One input of the form that tries an operation. */
export interface TryField {
  name: string;
  /** `json`: a list, an object, or one of several forms. */
  kind: "text" | "number" | "boolean" | "choice" | "json";
  choices: string[];
  optional: boolean;
  /** In words: “array of strings”. */
  type: string;
  /** What stands in it at first: the example of what must be given. */
  start: string;
}

export interface TryForm {
  /** Whether the workspace is named with it, in a header or in the path. */
  inWorkspace: boolean;
  path: TryField[];
  query: TryField[];
  /** `whole`: the body is one value. Null: it takes none. */
  body: { fields: TryField[]; whole: boolean } | null;
}

/** A workspace in which somebody who is signed in can try it. */
export interface TryWorkspace {
  id: string;
  name: string;
  mode: "live" | "test";
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
  tryForm: TryForm;
  /** What comes after it in its group; of what makes or changes a thing that can be tested, its test. */
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
