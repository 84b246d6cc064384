import { createServer } from "node:net";

/** Whether nobody listens there. */
export function isPortFree(port: number, host?: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** A port of this machine's loopback address that was free a moment ago; `preferred` when that one is. */
export async function freeLoopbackPort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isPortFree(preferred, "127.0.0.1"))) return preferred;
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("There is no free port.")),
      );
    });
  });
}
