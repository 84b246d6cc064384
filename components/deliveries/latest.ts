/** How the newest deliveries of one endpoint are asked for. */
export const LATEST = { limit: "5" } as const;
