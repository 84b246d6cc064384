import { CURL } from "./curl";
import { GO } from "./go";
import { NODE } from "./node";
import { PHP } from "./php";
import { PYTHON } from "./python";
import { RUBY } from "./ruby";

/** How a framework hands out the bytes as they came. Parsed and written again they would not fit the signature. */
export interface RawBodyHint {
  framework: string;
  code: string;
}

export interface VerifySnippet {
  language: string;
  /** As people call it; the same in every language of the screens. */
  title: string;
  /** Reads nothing but its arguments; the caller takes the secret from `LINQUID_WEBHOOK_SECRET`. */
  code: string;
  hints: readonly RawBodyHint[];
}

/** The one copy of the verification code: the API reference and the Signing tab show it, and tests run it. */
export const VERIFY_SNIPPETS = [
  {
    language: "node",
    title: "Node.js",
    code: NODE,
    hints: [
      { framework: "Express", code: 'express.raw({ type: "application/json" })' },
      { framework: "Next.js route handler", code: "Buffer.from(await request.arrayBuffer())" },
      { framework: "Fastify", code: 'addContentTypeParser("application/json", { parseAs: "buffer" }, …)' },
    ],
  },
  {
    language: "python",
    title: "Python",
    code: PYTHON,
    hints: [
      { framework: "Flask", code: "request.get_data()" },
      { framework: "Django", code: "request.body" },
      { framework: "FastAPI", code: "await request.body()" },
    ],
  },
  { language: "go", title: "Go", code: GO, hints: [{ framework: "net/http", code: "io.ReadAll(r.Body)" }] },
  {
    language: "ruby",
    title: "Ruby",
    code: RUBY,
    hints: [
      { framework: "Rails", code: "request.raw_post" },
      { framework: "Sinatra", code: "request.body.read" },
    ],
  },
  {
    language: "php",
    title: "PHP",
    code: PHP,
    hints: [
      { framework: "Laravel", code: "$request->getContent()" },
      { framework: "Symfony", code: "$request->getContent()" },
    ],
  },
  { language: "curl", title: "curl", code: CURL, hints: [] },
] as const satisfies readonly VerifySnippet[];

export type SnippetLanguage = (typeof VERIFY_SNIPPETS)[number]["language"];

/** A published request to test a receiver with. Its time is long past: set the clock of the code under test to it. */
export const VERIFY_VECTOR = {
  secret: "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcY",
  id: "msg_vector_0001",
  timestamp: 1_767_225_600,
  body: '{"id":"evt_vector","event":"sale.created"}',
  signature: "v1,+b2lbBQBqAKI09eTRuEnKmQtwfTSmOLfy3sUcmPYFwk=",
} as const;
