import { QueryClient } from "@tanstack/react-query";

import { SECOND } from "@/lib/shared/time";

import { Problem } from "./http";

const RETRIES = 2;

/** The browser's cache of what the server said. An answer that will not change by asking again is not asked again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15 * SECOND,
        retry: (failures, error) =>
          failures < RETRIES && !(error instanceof Problem && error.status >= 400 && error.status < 500),
      },
      mutations: { retry: false },
    },
  });
}
