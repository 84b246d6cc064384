import { MissingProvider } from "@/components/integrations/missing-provider";

export default function NoSuchProvider() {
  return <MissingProvider />;
}
