import { contracts } from "@/lib/contracts";
import type { Operation } from "@/lib/contracts/operation";
import { env } from "@/lib/env";
import { version } from "@/package.json";

import { openApiDocument } from "./document";

let document: Record<string, unknown> | undefined;

/** The document of what this server serves; made once, it cannot change while the process lives. */
export function apiDocument(): Record<string, unknown> {
  return (document ??= openApiDocument(allOperations(), env.appUrl, version));
}

export const allOperations = (): Operation[] =>
  Object.values(contracts).flatMap((resource) => Object.values<Operation>(resource));
