// A process that starts the server on the directory of its first argument, says on stdout what it got, and stays until
// its stdin ends (or until it is killed, which is what it is for).

import { startEmbeddedPostgres } from "./server";

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? "", log: () => undefined });
process.stdout.write(`${JSON.stringify({ url: server.url, owner: server.owner })}\n`);
process.stdin.resume();
process.stdin.once("end", () => {
  void server.stop().then(() => process.exit(0));
});
