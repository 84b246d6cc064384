/**
 * Why an attempt failed, in the words of the attempt log. `http` means "answered, but not with 2xx": the sender never
 * produces it, whoever judges the answer does.
 */
export const ERROR_CLASSES = ["blocked", "dns", "refused", "reset", "timeout", "tls", "protocol", "http"] as const;

export type ErrorClass = (typeof ERROR_CLASSES)[number];
