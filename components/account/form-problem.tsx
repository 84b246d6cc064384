import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Where what went wrong with a whole form is read out; it stands in the page before there is anything. */
export function FormProblem({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:hidden">
      {children && (
        <p className="rounded-control bg-danger-soft text-danger text-small flex items-start gap-2 px-3 py-2">
          <CircleAlert className="mt-px size-4" aria-hidden />
          <span className="min-w-0">{children}</span>
        </p>
      )}
    </div>
  );
}
