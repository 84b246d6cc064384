import { escape, standInPage } from "./consent";
import type { Sandbox } from "./server";
import { FAILURES, SEND_MODES, type Sent, type StandIn } from "./world";

const SHOWN = 30;

const select = (name: string, values: readonly string[]): string =>
  `<select name="${name}" aria-label="${name}">${values.map((value) => `<option>${escape(value)}</option>`).join("")}</select>`;

/** The page for people: send, fail, expire, remove, and what came of it. */
export function controlPage({ standIns, sent }: Pick<Sandbox, "standIns" | "sent">): string {
  return standInPage(
    "Stand-ins for providers",
    `<h1>Stand-ins for providers</h1>${standIns.map(section).join("")}
<h2>Sent</h2>${sent.length === 0 ? "<p>Nothing yet.</p>" : table(sent)}`,
  );
}

function section(standIn: StandIn): string {
  const { name, accounts, events } = standIn;
  const known = accounts();
  const hidden = `<input type="hidden" name="provider" value="${name}">`;
  const account =
    known.length > 0
      ? select(
          "account",
          known.map(({ id }) => id),
        )
      : "";
  const forms = [
    Object.keys(events).length > 0
      ? `<form method="post" action="/control/send">${hidden}${account}${select("event", Object.keys(events))}${select("mode", SEND_MODES)}
<input name="fields" aria-label="fields" placeholder="click=…; amount=…"><button>Send</button></form>`
      : "",
    `<form method="post" action="/control/fail">${hidden}${select("failure", FAILURES)}<input name="times" aria-label="times" type="number" min="1" value="1">
<button>Let the next calls fail</button></form>`,
    known.length > 0
      ? `<form method="post" action="/control/uninstall">${hidden}${account}<button>Remove the app there</button>
<button formaction="/control/expire">Let its tokens expire</button></form>`
      : "",
  ];
  const list = known.map(
    ({ id, name, installed }) => `${escape(name)} (${escape(id)})${installed ? ": installed" : ""}`,
  );
  const kept = JSON.stringify(standIn.kept(), null, 1);
  return `<h2>${name}</h2><p>${list.join(" · ")}</p>${forms.join("")}
<details><summary>What it was told</summary><pre>${escape(kept)}</pre></details>`;
}

const table = (sent: readonly Sent[]): string =>
  `<table><thead><tr><th>#</th><th>What</th><th>Mode</th><th>Answer</th><th></th></tr></thead><tbody>${sent
    .slice(-SHOWN)
    .toReversed()
    .map(
      (each) =>
        `<tr><td>${each.number}</td><td>${each.provider} ${escape(each.what)}<br><small>${escape(each.url)}</small></td><td>${each.mode}</td>
<td>${each.status ?? "none"} <pre>${escape(each.answer.slice(0, 200))}</pre></td>
<td><form method="post" action="/control/again"><input type="hidden" name="number" value="${each.number}"><button>Again</button></form></td></tr>`,
    )
    .join("")}</tbody></table>`;
