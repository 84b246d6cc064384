export { MissingEventType as default } from "@/components/event-types/no-event-types-access";
