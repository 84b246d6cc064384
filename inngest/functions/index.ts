import { checkInstallations, refreshCredentials } from "./check-installations";
import { deliverChunk } from "./deliver-chunk";
import { deliverRetry } from "./deliver-retry";
import { eraseCustomers } from "./erase-customers";
import { forwardEvents } from "./forward-events";
import { prepareReplay } from "./prepare-replay";
import { processReceipt } from "./process-receipt";
import { prune } from "./prune";
import { recheckSecrets } from "./recheck-secrets";
import { recordIncidents } from "./record-incidents";
import { reseal } from "./reseal-secrets";
import { sendEmails } from "./send-emails";
import { sweep } from "./sweep";
import { tellNews } from "./tell-news";
import { watchCertificates } from "./watch-certificates";
import { watchEndpoints } from "./watch-endpoints";

/** Every function of the app; both engines run this list. */
export const functions = [
  deliverChunk,
  deliverRetry,
  prepareReplay,
  processReceipt,
  forwardEvents,
  sendEmails,
  sweep,
  watchEndpoints,
  watchCertificates,
  recheckSecrets,
  recordIncidents,
  tellNews,
  checkInstallations,
  refreshCredentials,
  eraseCustomers,
  prune,
  reseal,
];
