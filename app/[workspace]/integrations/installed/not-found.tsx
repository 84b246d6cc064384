import { MissingInstallation } from "@/components/integrations/no-provider-access";

export default function NoSuchInstallation() {
  return <MissingInstallation />;
}
