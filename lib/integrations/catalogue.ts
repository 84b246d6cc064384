import type { ProviderManifest } from "@/lib/contracts/providers";

import { hubspot } from "./hubspot/manifest";
import { resend } from "./resend/manifest";
import { shopify } from "./shopify/manifest";
import { slack } from "./slack/manifest";
import { stripe } from "./stripe/manifest";
import { zapier } from "./zapier/manifest";

/** Every provider, in the order of the catalogue. Another one is a folder and a line here. */
export const PROVIDERS: readonly ProviderManifest[] = [stripe, shopify, hubspot, slack, zapier, resend];

export const findProvider = (provider: string): ProviderManifest | undefined =>
  PROVIDERS.find((each) => each.provider === provider);
