import type { ReactNode } from "react";

import { cn } from "./cn";

export interface KeyValueRow {
  /** Unique; headers may repeat, so it is not always the name. */
  key: string;
  name: ReactNode;
  value: ReactNode;
}

export interface KeyValueTableProps {
  /** Says what the rows are, for those who hear the table. */
  caption: string;
  rows: readonly KeyValueRow[];
  /** Headers and other technical pairs. */
  mono?: boolean;
  className?: string;
}

/** Names and their values in two columns: headers, facts. On a narrow screen the value goes under its name. */
export function KeyValueTable({ caption, rows, mono = false, className }: KeyValueTableProps) {
  return (
    <table data-slot="key-value-table" className={cn("w-full border-collapse", className)}>
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="border-b last:border-0 max-sm:block max-sm:py-1.5">
            <th
              scope="row"
              {...(mono && { dir: "ltr", translate: "no" })}
              className={cn(
                "text-text-2 w-[35%] py-1 pe-4 text-start align-top font-normal max-sm:block max-sm:w-full max-sm:py-0",
                mono ? "text-mono-sm/5 font-mono" : "text-small",
              )}
            >
              {row.name}
            </th>
            <td
              {...(mono && { dir: "ltr", translate: "no" })}
              className={cn(
                "py-1 align-top wrap-anywhere max-sm:block max-sm:py-0",
                mono ? "text-mono-sm/5 font-mono" : "text-small",
              )}
            >
              {row.value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
