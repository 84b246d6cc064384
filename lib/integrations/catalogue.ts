import type { ProviderManifest } from "@/lib/contracts/providers";

import type { Adapter } from "./adapter";
import { adapter as hubspot } from "./hubspot/adapter";
import { adapter as resend } from "./resend/adapter";
import { adapter as segment } from "./segment/adapter";
import { adapter as shopify } from "./shopify/adapter";
import { adapter as slack } from "./slack/adapter";
import { adapter as stripe } from "./stripe/adapter";
import { adapter as zapier } from "./zapier/adapter";

/** Every provider, in the order of the catalogue. Another one is a folder and its name here. */
const ADAPTERS: readonly Adapter[] = [stripe, shopify, hubspot, slack, zapier, resend, segment];

export const PROVIDERS: readonly ProviderManifest[] = ADAPTERS.map(({ manifest }) => manifest);

export const findAdapter = (provider: string): Adapter | undefined =>
  ADAPTERS.find(({ manifest }) => manifest.provider === provider);

export const findProvider = (provider: string): ProviderManifest | undefined => findAdapter(provider)?.manifest;
