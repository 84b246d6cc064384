/** As many endpoints as a list answers at once; the largest plan has fewer. */
export const ENDPOINTS_AT_ONCE = { limit: "100" } as const;
