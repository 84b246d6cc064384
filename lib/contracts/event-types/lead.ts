import { z } from "zod";

import { defineEventType } from "./define";
import { attribution, Lead } from "./objects";
import { ATTRIBUTED, LEAD } from "./samples";

export const leadCreated = defineEventType({
  type: "lead.created",
  family: "lead",
  title: "Lead created",
  summary: "A lead was recorded.",
  description: "Sent when a lead is recorded: through the conversions API or by a connected provider.",
  notSentWhen: "Not sent when the same lead is reported again.",
  carriesLink: true,
  operational: false,
  data: z.strictObject({ ...Lead.shape, ...attribution }),
  sample: { ...LEAD, ...ATTRIBUTED },
});
