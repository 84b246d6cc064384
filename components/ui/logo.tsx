import { cn } from "./cn";

/** Linquid's mark: four bars of a pulse. Decorative; the name stands beside it. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg data-slot="logo" viewBox="0 0 20 20" fill="currentColor" aria-hidden className={cn("size-4.5", className)}>
      <rect x="1" y="6.5" width="3" height="7" rx="1.5" />
      <rect x="6" y="4" width="3" height="12" rx="1.5" />
      <rect x="11" y="1" width="3" height="18" rx="1.5" />
      <rect x="16" y="7" width="3" height="6" rx="1.5" />
    </svg>
  );
}
