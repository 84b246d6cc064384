import { MissingOperation } from "@/components/reference/missing-operation";

export default function OperationNotFound() {
  return <MissingOperation />;
}
