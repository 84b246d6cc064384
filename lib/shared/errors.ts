/** One table: HTTP status, stable short code and log level of every error the API can answer with. */
export const ERRORS = {
  VALIDATION_ERROR: { status: 400, code: "V001", log: "info" },
  UNAUTHORIZED: { status: 401, code: "A001", log: "info" },
  INVALID_API_KEY: { status: 401, code: "A002", log: "info" },
  FORBIDDEN: { status: 403, code: "P001", log: "info" },
  FEATURE_NOT_AVAILABLE: { status: 403, code: "P002", log: "info" },
  PLAN_LIMIT_REACHED: { status: 403, code: "P003", log: "info" },
  REAUTHENTICATION_REQUIRED: { status: 403, code: "P004", log: "info" },
  NOT_FOUND: { status: 404, code: "N001", log: "info" },
  CONFLICT: { status: 409, code: "C001", log: "info" },
  DUPLICATE_URL: { status: 409, code: "C002", log: "info" },
  VERSION_CONFLICT: { status: 409, code: "C003", log: "info" },
  IDEMPOTENCY_CONFLICT: { status: 409, code: "C004", log: "info" },
  PAYLOAD_TOO_LARGE: { status: 413, code: "V002", log: "info" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, code: "V003", log: "info" },
  RATE_LIMITED: { status: 429, code: "R001", log: "info" },
  INTERNAL_ERROR: { status: 500, code: "E001", log: "error" },
  SERVICE_UNAVAILABLE: { status: 503, code: "E002", log: "warn" },
} as const satisfies Record<string, { status: number; code: string; log: "info" | "warn" | "error" }>;

export type ErrorName = keyof typeof ERRORS;

/** One thing wrong with one field. `path` is dotted, with array positions as numbers: `events.3`, `headers.x-token`. */
export interface FieldIssue {
  path: string;
  message: string;
}

/**
 * The only error class that reaches a client with its own words. Anything else becomes INTERNAL_ERROR with a request id.
 * @param retryAfterS seconds for the `Retry-After` header (429, 503)
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly details: FieldIssue[];
  readonly retryAfterS: number | undefined;

  constructor(
    readonly error: ErrorName,
    message: string,
    extra: { details?: FieldIssue[]; retryAfterS?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: extra.cause });
    this.details = extra.details ?? [];
    this.retryAfterS = extra.retryAfterS;
  }

  get status(): number {
    return ERRORS[this.error].status;
  }
}

/** 404 for a missing and for a foreign object alike; never says which. */
export const notFound = (what: string): AppError => new AppError("NOT_FOUND", `No such ${what} in this workspace.`);

/** 400 with one field named. */
export const invalid = (path: string, message: string): AppError =>
  new AppError("VALIDATION_ERROR", "The request is not valid.", { details: [{ path, message }] });
