import type { Adapter } from "../adapter";
import { zapier } from "./manifest";

/** Zapier calls us with a key of ours: there is nothing to ask and nothing to sign. */
export const adapter: Adapter = { manifest: zapier };
