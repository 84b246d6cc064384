import { LinkHeader } from "@/components/links/link-header";
import { Page } from "@/components/ui/page";

export default async function Layout({ params, children }: LayoutProps<"/[workspace]/links/[linkId]">) {
  return (
    <Page>
      <LinkHeader linkId={(await params).linkId} />
      {children}
    </Page>
  );
}
