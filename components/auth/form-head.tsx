import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";

/** The head of a page that is one form. */
export function FormHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <h1 className="text-display">{title}</h1>
      {children && <p className="text-text-2 pt-1">{children}</p>}
    </div>
  );
}

/** Something about the whole form. */
export function FormNotice({ tone, children }: { tone: "danger" | "info"; children: ReactNode }) {
  const Icon = tone === "danger" ? CircleAlert : Info;
  return (
    <p
      className={cn(
        "rounded-control text-small flex items-start gap-2 px-3 py-2 wrap-anywhere",
        tone === "danger" ? "bg-danger-soft text-danger" : "bg-info-soft text-info",
      )}
    >
      <Icon className="mt-px size-4" aria-hidden />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

/** Where what went wrong is read out; it stands in the page before there is anything. */
export function FormAlert({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children && <FormNotice tone="danger">{children}</FormNotice>}
    </div>
  );
}
