/** The same list beside a delivery that was opened by its address. */
export { default } from "./page";
