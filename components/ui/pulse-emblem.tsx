import { cn } from "./cn";

const HEIGHT = { fine: "h-[38%]", retried: "h-[70%]", failed: "h-full" } as const;
const COLOUR = { fine: "bg-line-2", retried: "bg-warning-solid", failed: "bg-danger-solid" } as const;

/** The pulse strip as an emblem, large and without data behind it. Only for the eye. */
export function PulseEmblem({ cells, className }: { cells: readonly (keyof typeof HEIGHT)[]; className?: string }) {
  return (
    <div data-slot="pulse-emblem" aria-hidden className={cn("flex h-20 items-center justify-between", className)}>
      {cells.map((cell, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a picture: its cells have no identity but their place
        <span key={index} className={cn("w-3.5 rounded-[3px]", HEIGHT[cell], COLOUR[cell])} />
      ))}
    </div>
  );
}
