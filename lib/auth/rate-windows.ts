export { takeFromWindow as takeWindow, type Taken } from "@/lib/db/edge/rate-counters";
