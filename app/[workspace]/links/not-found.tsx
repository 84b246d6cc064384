export { MissingLink as default } from "@/components/links/missing-link";
