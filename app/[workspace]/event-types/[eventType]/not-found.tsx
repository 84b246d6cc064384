export { MissingEventType as default } from "@/components/event-types/missing-event-type";
