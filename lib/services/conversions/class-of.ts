/** The built-in names of the conversion model, without regard to case. */
const SALES: ReadonlySet<string> = new Set(["purchase", "sale", "order", "checkout", "add_to_cart"]);
const LEADS: ReadonlySet<string> = new Set(["lead", "signup", "registration", "form_submit", "inquiry"]);

/** What a reported milestone counts as. Any other name is a sale with a value and a lead without. */
export function classOf(eventName: string, hasValue: boolean): "lead" | "sale" {
  const name = eventName.toLowerCase();
  if (SALES.has(name)) return "sale";
  if (LEADS.has(name)) return "lead";
  return hasValue ? "sale" : "lead";
}
