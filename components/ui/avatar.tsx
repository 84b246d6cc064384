import { cn } from "./cn";

/** Not red: that says something is wrong. */
const TONES = [
  "bg-test-soft text-test",
  "bg-success-soft text-success",
  "bg-warning-soft text-warning",
  "bg-info-soft text-info",
  "bg-neutral-soft text-neutral",
];

/** A person's initial on a tone of their own; the name stands beside it or in the label of what carries it. */
export function Avatar({ name, id, className }: { name: string; id: string; className?: string }) {
  return (
    <span
      data-slot="avatar"
      aria-hidden
      className={cn(
        "text-micro inline-flex size-5 shrink-0 items-center justify-center rounded-full font-semibold",
        TONES[toneOf(id)],
        className,
      )}
    >
      {Array.from(name.trim())[0]?.toUpperCase() ?? "?"}
    </span>
  );
}

/** The same id always has the same tone. */
function toneOf(id: string): number {
  let sum = 0;
  for (let at = 0; at < id.length; at++) sum = (sum * 31 + id.charCodeAt(at)) % 9973;
  return sum % TONES.length;
}
