export { MissingEvent as default } from "@/components/events/missing-event";
