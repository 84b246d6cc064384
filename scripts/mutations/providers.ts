import type { Mutation } from "./mutation";

const SIGNATURES: Mutation["tests"] = { project: "unit", files: ["lib/integrations/signatures.test.ts"] };
const MAP: Mutation["tests"] = { project: "unit", files: ["lib/integrations/map.test.ts"] };
const CONNECT: Mutation["tests"] = { project: "unit", files: ["lib/integrations/connect.test.ts"] };
const MONEY: Mutation["tests"] = { project: "int", files: ["app/api/integrations/money.int.test.ts"] };
const KILLED: Mutation["tests"] = { project: "faults", files: ["e2e/faults/receipts.test.ts"] };
const ZAPIER: Mutation["tests"] = { project: "int", files: ["app/api/zapier.int.test.ts"] };

/** What keeps strangers from speaking for a provider, and its money from being counted twice or for the wrong one. */
export const PROVIDERS: readonly Mutation[] = [
  {
    title: "A provider's time from the future is taken",
    file: "lib/integrations/signed-request.ts",
    find: "Math.abs(nowMs - Number(timestamp) * unitMs) <= windowMs",
    replace: "nowMs - Number(timestamp) * unitMs <= windowMs",
    tests: SIGNATURES,
  },
  {
    title: "A provider's time has more than one spelling",
    file: "lib/integrations/signed-request.ts",
    find: "/^[1-9]\\d{0,14}$/.test(timestamp) && ",
    replace: "",
    tests: SIGNATURES,
  },
  {
    title: "An empty secret signs",
    file: "lib/integrations/signed-request.ts",
    find: 'secret === "" ? null : sign(secret)',
    replace: "sign(secret)",
    tests: SIGNATURES,
  },
  {
    title: "Stripe's decoy scheme counts",
    file: "lib/integrations/stripe/verify.ts",
    find: 'const given = valuesOf("v1");',
    replace: 'const given = [...valuesOf("v1"), ...valuesOf("v0")];',
    tests: SIGNATURES,
  },
  {
    title: "Shopify's way back may lead to any host",
    file: "lib/integrations/shopify/verify.ts",
    find: 'if (!SHOP.test(query.get("shop") ?? "")) return refused("bad_shop");',
    replace: "",
    tests: SIGNATURES,
  },
  {
    title: "Bytes that are no text are signed as if they were",
    file: "lib/integrations/resend/verify.ts",
    find: 'if (!isUtf8(body)) return refused("bad_signature");',
    replace: "",
    tests: SIGNATURES,
  },
  {
    title: "A rotated client secret disconnects everybody",
    file: "lib/integrations/oauth-tokens.ts",
    find: 'words.some((word) => DEAD.has(word)) ? "revoked" : "config"',
    replace: '"revoked"',
    tests: CONNECT,
  },
  {
    title: "A checkout and its invoice are two sales",
    file: "lib/integrations/stripe/map.ts",
    find: 'const fact = textIn(object["invoice"]) ?? textIn(object["payment_intent"]) ?? session;',
    replace: "const fact = session;",
    tests: MAP,
  },
  {
    title: "A refund that moved no money counts",
    file: "lib/integrations/shopify/map.ts",
    find: 'if (transactions.length === 0) return ignored("No money was given back.");',
    replace: "",
    tests: MAP,
  },
  {
    title: "A body of one shop counts for another",
    file: "lib/integrations/shopify/map.ts",
    find: 'if (said !== null && said !== shop) throw new ProviderFailure("config", "other_shop");',
    replace: "",
    tests: MAP,
  },
  {
    title: "A sale is nobody's before its click had time to arrive",
    file: "lib/services/conversions/provider-facts.ts",
    find: 'if (credit.attribution === "none" && patient) return { waitsFor: key };',
    replace: "",
    tests: MONEY,
  },
  {
    title: "What a customer came with is unknown to what comes together with it",
    file: "lib/services/conversions/provider-facts.ts",
    find: "for (const [externalId, click] of clickOfCustomer) known.clickOfCustomer.set(externalId, click);",
    replace: "",
    tests: MONEY,
  },
  {
    title: "One fact told twice in what comes together is two",
    file: "lib/services/conversions/provider-facts.ts",
    find: "for (const [key, id] of ids) known.ids.set(key, id);",
    replace: "",
    tests: MONEY,
  },
  {
    title: "What cannot be recorded keeps what came beside it",
    file: "lib/services/receipts/carry-out.ts",
    find: "for (const task of tasks) results.push(await carryOut(task, standing));",
    replace:
      "for (const task of tasks) results.push(await afterFailure(task.ctx, task.row, task.receipt, error, null));",
    tests: MONEY,
  },
  {
    title: "A Zap outlives the key that subscribed it",
    file: "lib/services/api-keys/revoke.ts",
    find: "await unsubscribeZapsOfKey(ctx, id);",
    replace: "",
    tests: ZAPIER,
  },
  {
    title: "A17: a notice that comes again is processed again",
    file: "lib/db/receipts/store.ts",
    find: "FROM given g JOIN keys k ON k.receipt_id = g.id`",
    replace: "FROM given g`",
    tests: { project: "int", files: ["app/api/integrations/receipts.int.test.ts"], title: "twenty copies at once" },
  },
  {
    title: "A18: a provider's body may be of any size",
    file: "lib/services/receipts/receive.ts",
    find: "readBytes(request, BODY_BYTES_MAX)",
    replace: "readBytes(request, 100 * BODY_BYTES_MAX)",
    tests: { project: "int", files: ["app/api/integrations/connect.int.test.ts"], title: "a receiver refuses" },
  },
  {
    title: "A18: an address of one provider takes another's",
    file: "lib/services/receipts/receive.ts",
    find: "return place?.provider === provider ? place : null;",
    replace: "return place;",
    tests: { project: "int", files: ["app/api/integrations/connect.int.test.ts"], title: "a receiver refuses" },
  },
  {
    title: "A18: the id in an address is told by its neighbour's",
    file: "lib/shared/ids.ts",
    find: "_${ulid(sharedNow(), pooledRandom).toLowerCase()}",
    replace: "_${monotonic(sharedNow()).toLowerCase()}",
    tests: { project: "unit", files: ["lib/shared/ids.test.ts"] },
  },
  {
    title: "A provider is answered before what it said is stored",
    file: "lib/services/receipts/receive.ts",
    find: "await store(provider, signed, notices, places, keptHeaders(request.headers));",
    replace: "void store(provider, signed, notices, places, keptHeaders(request.headers)).catch(() => undefined);",
    tests: KILLED,
  },
  {
    title: "What was being processed when the engine was killed is never looked at again",
    file: "lib/db/receipts/claim.ts",
    find: "AND (claimed_until IS NULL OR claimed_until < now()) AND workspace_id IS NOT NULL",
    replace: "AND claimed_until IS NULL AND workspace_id IS NOT NULL",
    tests: KILLED,
  },
  {
    title: "A request that cannot be stored takes those along that came with it",
    file: "lib/shared/together.ts",
    find: "for (const call of calls) await this.#run([call]);",
    replace: "for (const call of calls) call.reject(error);",
    tests: { project: "unit", files: ["lib/shared/together.test.ts"], title: "items fail alone" },
  },
];
