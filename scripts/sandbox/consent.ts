import type { Grants } from "./grants";
import { type Asked, fieldsOf, page, redirect, type Answer, type Route } from "./http";
import type { Consent, StandInName, World } from "./world";

export const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A page of a stand-in. Every one of them says that it is none of the provider's. */
export const standInPage = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><style>
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:2rem auto;max-width:60rem;padding:0 1rem}
.note{border:1px solid;border-radius:.5rem;padding:.5rem 1rem}button,input,select{font:inherit;padding:.3rem .7rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #8886;vertical-align:top}
form{display:flex;flex-wrap:wrap;gap:.5rem;margin:.5rem 0;align-items:center}pre{white-space:pre-wrap;word-break:break-all;margin:0}
</style></head><body><p class="note">This is a local stand-in for development. Nothing here belongs to the provider.</p>
${body}</body></html>`;

interface ConsentPage {
  provider: StandInName;
  title: string;
  world: World;
  grants: Grants;
  /** What is asked for in the query; a text says what is wrong with it, as the provider would on a page of its own. */
  read: (asked: Asked) => Consent | string;
  accounts: (asked: Asked) => { id: string; name: string }[];
  livemode: (clientId: string) => boolean;
  /** More fields for the page that is sent to, such as a signature. */
  finish?: (asked: Asked, query: Record<string, string>, account: string) => URLSearchParams;
  denied: Readonly<Record<string, string>>;
  requiresChallenge?: boolean;
}

/** The page on which a person lets the app in or not, at the path where the provider has it. */
export function consentRoutes(path: string, page_: ConsentPage): Route[] {
  return [
    { method: "GET", pattern: path, answer: (asked) => show(page_, asked) },
    { method: "POST", pattern: path, answer: (asked) => decide(page_, asked) },
  ];
}

const callbackOf = ({ provider, world }: ConsentPage): string =>
  `${world.appUrl}/api/integrations/${provider}/callback`;

function wrongWith(consent: ConsentPage, asked: Asked): string | Consent {
  const read = consent.read(asked);
  if (typeof read === "string") return read;
  if (read.redirectUri !== callbackOf(consent)) return `redirect_uri is not ${callbackOf(consent)}`;
  if (consent.requiresChallenge) {
    if (asked.query.get("code_challenge_method") !== "S256") return "code_challenge_method must be S256";
    if (!/^[\w-]{43}$/.test(asked.query.get("code_challenge") ?? "")) return "code_challenge is missing";
  }
  return read;
}

function show(consent: ConsentPage, asked: Asked): Answer {
  const read = wrongWith(consent, asked);
  if (typeof read === "string")
    return page(400, standInPage("Not possible", `<h1>This app cannot be installed</h1><p>${escape(read)}</p>`));
  const options = consent
    .accounts(asked)
    .map(({ id, name }) => `<option value="${escape(id)}">${escape(name)} (${escape(id)})</option>`);
  const scopes = read.scopes.map((scope) => `<li>${escape(scope)}</li>`).join("");
  return page(
    200,
    standInPage(
      consent.title,
      `<h1>${escape(consent.title)}</h1><p>Linquid wants to:</p><ul>${scopes || "<li>use what its app declares</li>"}</ul>
<form method="post"><label>Account <select name="account">${options.join("")}</select></label>
<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></form>`,
    ),
  );
}

function decide(consent: ConsentPage, asked: Asked): Answer {
  const read = wrongWith(consent, asked);
  if (typeof read === "string") return page(400, standInPage("Not possible", escape(read)));
  const { decision, account = "" } = fieldsOf(asked);
  const state = asked.query.get("state");
  const back = (fields: URLSearchParams): Answer => redirect(`${read.redirectUri}?${fields}`);
  const withState = (fields: Record<string, string>) => ({ ...fields, ...(state !== null && { state }) });
  if (decision !== "allow") return back(new URLSearchParams(withState({ ...consent.denied })));
  if (!consent.accounts(asked).some(({ id }) => id === account)) return page(400, standInPage("No such account", ""));
  const code = consent.grants.allow({
    ...read,
    account,
    livemode: consent.livemode(read.clientId),
    challenge: asked.query.get("code_challenge"),
  });
  const fields = withState({ code });
  return back(consent.finish?.(asked, fields, account) ?? new URLSearchParams(fields));
}
