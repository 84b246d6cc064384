import { isDatabaseAway } from "@/lib/db/database-away";
import { logger } from "@/lib/observability/logger";
import { AppError, ERRORS } from "@/lib/shared/errors";

// Together they keep the body under 16 KiB, whatever a client named its fields.
const DETAILS_MAX = 14;
const PATH_MAX = 120;
const WORDS_MAX = 200;
const MESSAGE_MAX = 500;

const AWAY_RETRY_S = 5;

/** The one place that makes HTTP of an error. What is not ours says nothing but the request id. */
export function toProblem(
  thrown: unknown,
  requestId: string,
  operationId: string,
): { status: number; body: string; headers: Record<string, string> } {
  const error = asAppError(thrown);
  const { code, log } = ERRORS[error.error];
  logger[log](
    { requestId, operation: operationId, name: error.error, ...(log === "info" ? {} : { error: thrown }) },
    error.message,
  );
  const details = error.details
    .slice(0, DETAILS_MAX)
    .map(({ path, message }) => ({ path: cut(path, PATH_MAX), message: cut(message, WORDS_MAX) }));
  return {
    status: error.status,
    body: JSON.stringify({
      success: false,
      error: error.error,
      code,
      message: cut(error.message, MESSAGE_MAX),
      statusCode: error.status,
      requestId,
      ...(details.length > 0 ? { details } : {}),
    }),
    headers: error.retryAfterS === undefined ? {} : { "retry-after": String(error.retryAfterS) },
  };
}

function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isDatabaseAway(thrown)) {
    return new AppError("SERVICE_UNAVAILABLE", "The database is not available. Try again in a moment.", {
      retryAfterS: AWAY_RETRY_S,
      cause: thrown,
    });
  }
  return new AppError("INTERNAL_ERROR", "Something went wrong on our side.", { cause: thrown });
}

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
