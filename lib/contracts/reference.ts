import { z } from "zod";

import { operation } from "./operation";

export const reference = {
  openapi: operation({
    id: "reference.openapi",
    method: "GET",
    path: "/api/openapi.json",
    summary: "Read this document",
    auth: { kind: "public" },
    status: 200,
    // Tools that read such documents expect it bare.
    data: z.record(z.string(), z.unknown()),
    file: ["application/json"],
    rate: "hour",
    errors: [],
  }),
} as const;
