import type { ReactNode } from "react";

/** The pane beside the list from 1024 px on; below, the whole page. */
export function DeliveryPane({ children }: { children: ReactNode }) {
  return (
    <section
      aria-labelledby="delivery-title"
      className="bg-canvas flex min-h-0 w-full min-w-0 flex-col max-md:flex-1 md:max-lg:overflow-y-auto lg:w-133 lg:shrink-0 lg:border-s"
    >
      {children}
    </section>
  );
}
