// Our own lint rules. JavaScript, because oxlint loads plugins in plain Node. Each rule stands in a file of its own.
import { auditedTransaction } from "./rules/audited-transaction.js";
import { constantTimeCompare } from "./rules/constant-time-compare.js";
import { egressOnly } from "./rules/egress-only.js";
import { envInOnePlace } from "./rules/env-in-one-place.js";
import { exemptionHasReason } from "./rules/exemption-has-reason.js";
import { noRawHtml } from "./rules/no-raw-html.js";
import { noServerActions } from "./rules/no-server-actions.js";

const plugin = {
  meta: { name: "house" },
  rules: {
    "audited-transaction": auditedTransaction,
    "constant-time-compare": constantTimeCompare,
    "egress-only": egressOnly,
    "env-in-one-place": envInOnePlace,
    "exemption-has-reason": exemptionHasReason,
    "no-raw-html": noRawHtml,
    "no-server-actions": noServerActions,
  },
};

// oxlint asks for a default export.
export default plugin;
