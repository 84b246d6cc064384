import { type Account, type App, baseOf, type Choice, type Connected, type Registration } from "../adapter";
import { ProviderFailure } from "../provider-failure";
import { callProvider, failureOf, isObject, type ProviderAnswer, type ProviderCall, textIn } from "../provider-http";

type Json = Readonly<Record<string, unknown>>;

/** What changes how an e-mail is shown, whatever else is recorded. */
const ALWAYS = [
  "email.delivered",
  "email.delivery_delayed",
  "email.bounced",
  "email.complained",
  "email.failed",
  "email.suppressed",
];

export const resendBase = (app: App): string => baseOf(app, "https://api.resend.com");

/** Three answers to a key are told apart: wrong, right but for sending alone, and right. @throws ProviderFailure */
async function call(
  { io, app, credential }: Connected,
  rest: Omit<ProviderCall, "url"> & { path: string },
): Promise<ProviderAnswer> {
  const { path, ...call } = rest;
  const headers = { authorization: `Bearer ${credential.accessToken}` };
  const answer = await callProvider(io, { ...call, url: resendBase(app) + path, headers });
  if (answer.status < 300) return answer;
  const word = textIn(answer.json["name"]) ?? undefined;
  const failure = failureOf(answer, word);
  if (word === "restricted_api_key") throw new ProviderFailure("scope", word);
  if (word === "invalid_api_key" || word === "missing_api_key") throw new ProviderFailure("revoked", word);
  throw failure;
}

const dataIn = (json: Json): Json[] =>
  Array.isArray(json["data"]) ? (json["data"] as unknown[]).filter(isObject) : [];

/** Resend does not name the account: its first domain does. */
export async function whoAmI(connected: Connected): Promise<Account> {
  const [first] = await domains(connected);
  return { id: connected.credential.accountId, name: first?.label ?? "Resend", livemode: null };
}

export async function domains(connected: Connected): Promise<Choice[]> {
  const { json } = await call(connected, { method: "GET", path: "/domains" });
  return dataIn(json).flatMap((each) => {
    const name = textIn(each["name"]);
    return name === null ? [] : [{ value: name, label: name }];
  });
}

/** One webhook of this installation; an earlier one at the same address is replaced, since its secret is not told again. */
export async function register(connected: Connected, receiverUrl: string, settings: Json): Promise<Registration> {
  const { json: list } = await call(connected, { method: "GET", path: "/webhooks" });
  for (const each of dataIn(list))
    if (each["endpoint"] === receiverUrl && textIn(each["id"]) !== null) await remove(connected, String(each["id"]));
  const recorded = Array.isArray(settings["record"]) ? settings["record"].map(String) : [];
  const events = [...new Set([...ALWAYS, ...recorded])];
  const { json } = await call(connected, {
    method: "POST",
    path: "/webhooks",
    json: { endpoint: receiverUrl, events },
  });
  const [id, secret] = [textIn(json["id"]), textIn(json["signing_secret"])];
  if (id === null || secret === null) throw new ProviderFailure("config", "unexpected_answer");
  return { ids: [id], secret };
}

export async function unregister(connected: Connected): Promise<void> {
  for (const id of connected.credential.registration?.ids ?? []) await remove(connected, id);
}

async function remove(connected: Connected, id: string): Promise<void> {
  try {
    await call(connected, { method: "DELETE", path: `/webhooks/${encodeURIComponent(id)}` });
  } catch (error) {
    if (!(error instanceof ProviderFailure) || error.kind !== "missing") throw error;
  }
}
