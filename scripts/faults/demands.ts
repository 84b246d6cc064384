import type { Demand } from "./demand";
import { ACCESS } from "./demands/access";
import { DELIVERY } from "./demands/delivery";
import { EGRESS } from "./demands/egress";
import { FAULTS } from "./demands/faults";
import { SECRETS } from "./demands/secrets";

/** Everything that is demanded of reliability and security, in the order of the report. */
export const DEMANDS: readonly Demand[] = [...DELIVERY, ...EGRESS, ...SECRETS, ...ACCESS, ...FAULTS];
