import type { ReactNode } from "react";

/** The head of a page that is one form. */
export function FormHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div>
      <h1 className="text-display">{title}</h1>
      {children && <p className="text-text-2 pt-1">{children}</p>}
    </div>
  );
}
