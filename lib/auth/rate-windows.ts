export { giveBack as returnToWindow, takeFromWindow as takeWindow } from "@/lib/db/edge/rate-counters";
