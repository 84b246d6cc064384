import { account } from "./account";
import { apiKeys } from "./api-keys";
import { auditLog } from "./audit-log";
import { campaigns } from "./campaigns";
import { conversions } from "./conversions";
import { customers } from "./customers";
import { deliveries } from "./deliveries";
import { diagnosis } from "./diagnosis";
import { emails } from "./emails";
import { endpointInsights } from "./endpoint-insights";
import { outbound, workspaceWebhooks } from "./endpoint-operations";
import { events } from "./events";
import { filters } from "./filter-preview";
import { forwards } from "./forwards";
import { incidents } from "./incidents";
import { installations } from "./installations";
import { invitations } from "./invitations";
import { linkWebhooks } from "./link-webhooks";
import { links } from "./links";
import { live } from "./live";
import { members } from "./members";
import { notices, notificationRules } from "./notices";
import { overview } from "./overview";
import { providers } from "./providers";
import { receipts } from "./receipts";
import { reference } from "./reference";
import { replays } from "./replays";
import { setup } from "./setup";
import { firstRun, signIn } from "./sign-in";
import { views } from "./views";
import { workspaces } from "./workspaces";

/** Every operation of the API, by resource. Routes, client, documentation and tests are made from this list. */
export const contracts = {
  account,
  workspaces,
  apiKeys,
  members,
  invitations,
  auditLog,
  notices,
  notificationRules,
  emails,
  views,
  overview,
  setup,
  firstRun,
  signIn,
  workspaceWebhooks,
  linkWebhooks,
  outbound,
  endpointInsights,
  diagnosis,
  deliveries,
  events,
  links,
  filters,
  campaigns,
  customers,
  conversions,
  providers,
  installations,
  receipts,
  forwards,
  reference,
  replays,
  incidents,
  live,
} as const;
