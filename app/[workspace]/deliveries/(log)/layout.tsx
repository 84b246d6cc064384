import { FillPage } from "@/components/ui/page";

/** The list keeps its place while the delivery beside it, a page of its own, changes. */
export default function DeliveriesLayout({ list, children }: LayoutProps<"/[workspace]/deliveries">) {
  return (
    <FillPage>
      {list}
      {children}
    </FillPage>
  );
}
