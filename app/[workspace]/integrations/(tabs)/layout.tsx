import { IntegrationsHeader } from "@/components/integrations/integrations-header";
import { Page } from "@/components/ui/page";

export default function IntegrationsLayout({ children }: { children: React.ReactNode }) {
  return (
    <Page>
      <IntegrationsHeader />
      {children}
    </Page>
  );
}
