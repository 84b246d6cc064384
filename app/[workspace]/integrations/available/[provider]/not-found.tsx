import { MissingProvider } from "@/components/integrations/no-provider-access";

export default function NoSuchProvider() {
  return <MissingProvider />;
}
