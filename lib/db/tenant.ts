import { prisma } from "./client";
import { Prisma, type PrismaClient } from "./generated/client";

type Model = Prisma.ModelName;

/** Models whose rows belong to a workspace: those with a `workspaceId`, and the workspace itself. */
export type TenantModel =
  | {
      [M in Model]: "workspaceId" extends keyof Prisma.TypeMap["model"][M]["payload"]["scalars"] ? M : never;
    }[Model]
  | "Workspace";

/** The models of one workspace and nothing else: no raw SQL, no transactions of its own, no other workspace. */
export type TenantClient = Pick<PrismaClient, Uncapitalize<TenantModel>>;

const columnsOf = (model: string): Readonly<Record<string, string>> => {
  const columns: unknown = Reflect.get(Prisma, `${model}ScalarFieldEnum`);
  if (typeof columns !== "object" || columns === null)
    throw new Error(`${model} has no columns in the generated client.`);
  return columns as Record<string, string>;
};

/** Derived from the datamodel, so that a new tenant table is scoped from its first query. */
export const TENANT_MODELS: ReadonlySet<string> = new Set(
  Object.values(Prisma.ModelName).filter((model) => model === "Workspace" || "workspaceId" in columnsOf(model)),
);

const delegateOf = (model: string): string => model.charAt(0).toLowerCase() + model.slice(1);
const DELEGATES: ReadonlySet<string> = new Set([...TENANT_MODELS].map(delegateOf));

/** Where the scope goes. What is not named here is refused: `upsert` for one, whose two halves want different scopes. */
const SCOPE_RULES: Readonly<Record<string, "where" | "data" | "where and data">> = {
  findUnique: "where",
  findUniqueOrThrow: "where",
  findFirst: "where",
  findFirstOrThrow: "where",
  findMany: "where",
  count: "where",
  aggregate: "where",
  groupBy: "where",
  delete: "where",
  deleteMany: "where",
  update: "where and data",
  updateMany: "where and data",
  updateManyAndReturn: "where and data",
  create: "data",
  createMany: "data",
  createManyAndReturn: "data",
};

// A workspace is made and erased by the few statements that may know of several.
const WORKSPACE_OPERATIONS: ReadonlySet<string> = new Set([
  "findUnique",
  "findUniqueOrThrow",
  "findFirst",
  "findFirstOrThrow",
  "update",
]);

/** Relations that lead out of the workspace. They may be read as a row, and no further. */
const WAYS_OUT: ReadonlySet<string> = new Set(["user", "liveWorkspace", "testWorkspaces"]);

/** A scoped query was asked for something that cannot be scoped. Always a mistake in our code. */
export class ScopeError extends Error {
  override readonly name = "ScopeError";
}

type Args = Record<string, unknown>;
const isObject = (value: unknown): value is Args => typeof value === "object" && value !== null;

/** The arguments of one operation, confined to the workspace. @throws ScopeError for what cannot be confined. */
export function scopeArgs(workspaceId: string, model: string, operation: string, args: unknown): Args {
  if (!TENANT_MODELS.has(model)) throw new ScopeError(`${model} does not belong to a workspace.`);
  const rule = Object.hasOwn(SCOPE_RULES, operation) ? SCOPE_RULES[operation] : undefined;
  if (!rule || (model === "Workspace" && !WORKSPACE_OPERATIONS.has(operation))) {
    throw new ScopeError(`${operation} of ${model} is not available in a workspace.`);
  }
  const given = isObject(args) ? args : {};
  assertStaysInside(given);
  const scope = model === "Workspace" ? "id" : "workspaceId";
  return {
    ...given,
    ...(rule.startsWith("where") ? { where: withScope(given["where"], scope, workspaceId) } : {}),
    ...(rule.endsWith("data") ? { data: scopedData(given["data"], model, scope, workspaceId, rule === "data") } : {}),
  };
}

function withScope(part: unknown, scope: string, workspaceId: string): Args {
  const given = isObject(part) ? part : {};
  if (given[scope] !== undefined && given[scope] !== workspaceId)
    throw new ScopeError("The query names another workspace.");
  return { ...given, [scope]: workspaceId };
}

function scopedData(data: unknown, model: string, scope: string, workspaceId: string, isNew: boolean): unknown {
  if (Array.isArray(data)) return data.map((row) => scopedData(row, model, scope, workspaceId, isNew));
  const given = isObject(data) ? data : {};
  const columns = columnsOf(model);
  for (const name of Object.keys(given)) {
    // To connect a foreign row would take this row along into its workspace: only the columns themselves are written.
    if (!Object.hasOwn(columns, name))
      throw new ScopeError(`${name} is not a column of ${model}; write rows one model at a time.`);
  }
  const scoped = withScope(given, scope, workspaceId);
  return isNew ? scoped : given;
}

function assertStaysInside(args: Args): void {
  for (const tree of [args["include"], args["select"]]) {
    if (!isObject(tree)) continue;
    for (const [name, branch] of Object.entries(tree)) {
      if (!isObject(branch)) continue;
      if (WAYS_OUT.has(name) && !isFlat(branch)) throw new ScopeError(`${name} leads out of the workspace.`);
      assertStaysInside(branch);
    }
  }
}

const isFlat = (branch: Args): boolean =>
  branch["include"] === undefined &&
  (!isObject(branch["select"]) || Object.values(branch["select"]).every((each) => typeof each === "boolean"));

/** The Prisma client of one workspace; every model operation passes through `scopeArgs`. */
export function scopedPrisma(workspaceId: string) {
  if (!workspaceId) throw new ScopeError("There is no workspace to scope to.");
  return prisma().$extends({
    name: "tenant",
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          query(scopeArgs(workspaceId, model, operation, args) as typeof args),
      },
    },
  });
}

/** Shows of a client the models of the workspace and nothing else, also to code that got past the types. */
export function onlyModels(client: () => object): TenantClient {
  return new Proxy({} as TenantClient, {
    get(_, name) {
      // A promise resolved with this object asks for `then`.
      if (typeof name === "symbol" || name === "then") return undefined;
      if (!DELEGATES.has(name)) throw new ScopeError(`${name} is not available in a workspace.`);
      return Reflect.get(client(), name) as unknown;
    },
  });
}

/** All data of one workspace, and of no other. Costs nothing until it is first used. */
export function tenantClient(workspaceId: string): TenantClient {
  if (!workspaceId) throw new ScopeError("There is no workspace to scope to.");
  let client: object | undefined;
  return onlyModels(() => (client ??= scopedPrisma(workspaceId)));
}
