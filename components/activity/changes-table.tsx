"use client";

import { useMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import type { AuditEntry } from "@/lib/contracts/audit-log";

import { changesOf } from "./changes";
import { fieldWords } from "./field-words";
import { activityMessages } from "./messages";

const isWorded = (field: string): field is keyof typeof fieldWords => Object.hasOwn(fieldWords, field);

/** What an entry changed, field by field; only what differs. */
export function ChangesTable({ entry }: { entry: Pick<AuditEntry, "before" | "after"> }) {
  const t = useMessages(activityMessages);
  const words = useMessages(fieldWords);
  const changes = changesOf(entry.before, entry.after);
  return changes.length === 0 ? (
    <p className="text-small text-text-2">{t("noDetails")}</p>
  ) : (
    <table className="text-small w-full table-fixed border-collapse">
      <caption className="sr-only">{t("details")}</caption>
      <thead className="text-text-3 text-start">
        <tr>
          {(["field", "before", "after"] as const).map((word) => (
            <th key={word} scope="col" className="py-1 pe-3 text-start font-normal">
              {t(word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="border-t align-top">
            <th scope="row" className="py-1 pe-3 text-start font-medium wrap-anywhere">
              {/* A field that was audited before it was renamed keeps the name it had. */}
              {isWorded(field) ? words(field) : field}
            </th>
            <td className="text-mono-sm py-1 pe-3 font-mono wrap-anywhere">
              <Value text={before} />
            </td>
            <td className="text-mono-sm py-1 font-mono wrap-anywhere">
              <Value text={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function Value({ text }: { text: string | null }) {
  const t = useMessages(activityMessages);
  if (text === null) return t("nothing");
  return TIME.test(text) ? <Time value={text} look="exact" /> : text;
}
