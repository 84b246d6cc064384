export { MissingEvent as default } from "@/components/events/no-event-access";
