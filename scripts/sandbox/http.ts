// Just enough HTTP for the stand-ins: routes by method and pattern, bodies as text, answers as values.

import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

const BODY_MAX = 2_000_000;

/** A request as a stand-in sees it. */
export interface Asked {
  method: string;
  /** The part of the path that each `:name` of the route stands for. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  header: (name: string) => string;
  body: string;
}

export interface Answer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, a text as it is. */
  body?: unknown;
}

export interface Route {
  method: string;
  pattern: string;
  answer: (asked: Asked) => Answer | Promise<Answer>;
}

export const json = (status: number, body: unknown, headers?: Record<string, string>): Answer => ({
  status,
  body,
  ...(headers && { headers }),
});
export const page = (status: number, body: string): Answer => ({
  status,
  body,
  headers: { "content-type": "text/html; charset=utf-8" },
});
export const redirect = (to: string): Answer => ({ status: 303, headers: { location: to } });

/** The fields of a form or of a JSON object, as text. What is neither has none. */
export function fieldsOf({ header, body }: Asked): Record<string, string> {
  if (header("content-type").includes("application/json")) {
    return Object.fromEntries(
      Object.entries(objectOf(body)).map(([name, value]) => [
        name,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    );
  }
  return Object.fromEntries(new URLSearchParams(body));
}

export function objectOf(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Whether fields hold exactly these values: the id and the secret of our app. */
export const holds = (fields: Readonly<Record<string, unknown>>, wanted: Readonly<Record<string, string>>): boolean =>
  Object.entries(wanted).every(([name, value]) => fields[name] === value);

/** What stands after `Bearer`, or nothing. */
export const bearerOf = ({ header }: Asked): string => /^Bearer (.+)$/i.exec(header("authorization"))?.[1] ?? "";

/** Name and password of basic authentication, decoded as clients of OAuth encode them. */
export function basicOf({ header }: Asked): { user: string; password: string } {
  const encoded = /^Basic (.+)$/i.exec(header("authorization"))?.[1] ?? "";
  const [user = "", password = ""] = Buffer.from(encoded, "base64").toString().split(":");
  return { user: decodeURIComponent(user), password: decodeURIComponent(password) };
}

/**
 * Serves routes on the loopback address.
 * @param before may answer in place of the routes: failures that were asked for
 */
export async function serve(
  routes: readonly Route[],
  port: number,
  before: (path: string) => Promise<Answer | null>,
): Promise<{ server: Server; url: string }> {
  const compiled = routes.map((route) => ({ ...route, match: matcherOf(route.pattern) }));
  const server = createServer((request, response) => {
    void answer(request)
      .catch((error: unknown): Answer => json(500, { error: String(error) }))
      .then(({ status, headers = {}, body = "" }) => {
        const text = typeof body === "string" ? body : JSON.stringify(body);
        const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json; charset=utf-8";
        response.writeHead(status, { "content-type": type, ...headers }).end(text);
      });
  });

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://stand-in");
    const body = await bodyOf(request);
    const failure = await before(pathname);
    if (failure) return failure;
    for (const { method, match, answer: reply } of compiled) {
      const params = method === request.method ? match(pathname) : null;
      if (!params) continue;
      const header = (name: string) => String(request.headers[name] ?? "");
      return reply({ method, params, query: searchParams, header, body });
    }
    return json(404, { error: "not_found", path: pathname });
  }

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function matcherOf(pattern: string): (path: string) => Record<string, string> | null {
  const expression = new RegExp(`^${pattern.replace(/[.*]/g, "\\$&").replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
  return (path) => {
    const match = expression.exec(path);
    if (!match) return null;
    return Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
    );
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_MAX) throw new Error("The body is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
