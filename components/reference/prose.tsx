import { Fragment } from "react";

/** A sentence whose words in backticks are code. */
export function Prose({ children }: { children: string }) {
  return children.split("`").map((part, at) =>
    at % 2 === 0 ? (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence never move
      <Fragment key={at}>{part}</Fragment>
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- as above
      <code key={at} dir="ltr" translate="no" className="text-mono-sm font-mono">
        {part}
      </code>
    ),
  );
}
