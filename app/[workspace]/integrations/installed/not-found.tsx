import { MissingInstallation } from "@/components/integrations/missing-installation";

export default function NoSuchInstallation() {
  return <MissingInstallation />;
}
