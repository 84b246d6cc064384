import type { RouteHandler } from "./implement";

type DirectRoute = (request: Request) => Promise<Response>;

const KEY: unique symbol = Symbol.for("linquid.direct-routes");
const held = globalThis as typeof globalThis & { [KEY]?: Map<string, DirectRoute> };

/**
 * Names a route without parameters that the server in front of Next (scripts/start/serve.mjs) may answer by itself. It
 * is the route's own handler, so nothing about the answer differs; what is spared is the framework's work of turning
 * sockets into web streams and back, two thirds of the cost of accepting one event.
 */
export function serveDirectly(method: "POST", path: string, route: RouteHandler): void {
  const routes = (held[KEY] ??= new Map());
  routes.set(`${method} ${path}`, (request) => route(request, { params: Promise.resolve(undefined) }));
}
