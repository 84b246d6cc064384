import { serve } from "inngest/next";

import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";

// Only signed calls run anything; other methods are not exported.
export const { GET, POST, PUT } = serve({ client: inngest, functions, enableUnauthedSync: false });
