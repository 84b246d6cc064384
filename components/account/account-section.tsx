import type { ReactNode } from "react";

import { Panel } from "@/components/ui/panel";

export interface AccountSectionProps {
  id: string;
  title: string;
  /** Beside the title: a state. */
  after?: ReactNode;
  description?: ReactNode;
  /** One or more `PanelPart`s. */
  children: ReactNode;
}

export function AccountSection({ id, title, after, description, children }: AccountSectionProps) {
  return (
    <section aria-labelledby={`${id}-title`} className="flex min-w-0 flex-col gap-3">
      <div>
        <div className="flex items-center gap-2.5">
          <h2 id={`${id}-title`} className="text-h2">
            {title}
          </h2>
          {after}
        </div>
        {description && <p className="text-text-2">{description}</p>}
      </div>
      <Panel>{children}</Panel>
    </section>
  );
}
