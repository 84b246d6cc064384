export { MissingEntry as default } from "@/components/audit/missing-entry";
