"use client";

import { encode } from "uqr";

/** Light modules around the code that a camera needs to find it. */
const BORDER = 2;

/** A text as a picture for a camera. Black on white in both themes: cameras read little else. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { border: BORDER });
  const dark = data.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="rounded-control size-44 self-center border bg-[#fff] text-[#000] forced-color-adjust-none"
    >
      <path d={dark.join("")} fill="currentColor" />
    </svg>
  );
}
