// npm run quickstart -- --stop: what is on its way is delivered first; the data stays.

import { EMBEDDED_DATA_DIR, stopEmbeddedPostgres } from "../../lib/db/embedded/server";
import { stopProcess } from "./processes";
import { type QuickstartState, readJson, STATE_FILE, writeJson } from "./state";

const { app, receiver, ...rest } = await readJson<QuickstartState>(STATE_FILE);
if (await stopProcess(app)) console.log("Stopped the app.");
if (await stopProcess(receiver)) console.log("Stopped the example receiver.");
if (await stopEmbeddedPostgres(EMBEDDED_DATA_DIR)) console.log("Stopped PostgreSQL.");
await writeJson(STATE_FILE, rest);
