import { MessageSquareMore } from "lucide-react";

import { cn } from "./cn";
import { PROVIDER_MARKS } from "./provider-marks";

/** The tile that stands for a provider; its name always stands beside it. */
export function ProviderMark({ provider, name, className }: { provider: string; name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "border-line-2 bg-surface-2 flex size-10 shrink-0 items-center justify-center rounded-[0.625rem] border",
        className,
      )}
    >
      <Sign provider={provider} name={name} />
    </span>
  );
}

function Sign({ provider, name }: { provider: string; name: string }) {
  const mark = Object.hasOwn(PROVIDER_MARKS, provider) ? PROVIDER_MARKS[provider] : undefined;
  // Slack's owner allows its mark to those alone who accepted its terms, so it has a sign of ours.
  if (!mark)
    return provider === "slack" ? (
      <MessageSquareMore className="text-text-2 size-5.5 stroke-[1.75]" />
    ) : (
      <span className="text-h3">{name.charAt(0)}</span>
    );
  return (
    <svg viewBox="0 0 24 24" className="size-5.5" style={{ scale: mark.scale, fill: mark.colour ?? "currentColor" }}>
      <path d={mark.path} />
    </svg>
  );
}
