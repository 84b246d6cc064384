import { z } from "zod";

export const Deleted = z.strictObject({ id: z.string(), deleted: z.literal(true) }).meta({ id: "Deleted" });
