// The receivers of providers' requests in a process of their own, as the web process of `npm start` has them, to be
// killed by the tests. Says where they listen and "ready".

import { POST } from "@/app/api/integrations/webhooks/[provider]/route";
import { checkEnv } from "@/lib/env";

import { serveRoute } from "../fixtures/serve-route";

checkEnv();
const { url } = await serveRoute((request) =>
  POST(request, { params: Promise.resolve({ provider: new URL(request.url).pathname.split("/").at(-1) ?? "" }) }),
);
console.log(`listens at ${url}`);
console.log("ready");
