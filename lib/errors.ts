/** Every refusal the product can make. Edges (forms, REST, commands) map codes, never messages. */
export type ErrorCode =
  | 'invalid_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'number_taken'
  | 'no_fallback_stock'
  | 'insufficient_balance'
  | 'compliance_required'
  | 'reservation_expired'
  | 'rate_limited'
  | 'unavailable';

interface ErrorOptions {
  /** The input field the message is about, for forms. */
  field?: string;
  cause?: unknown;
}

/**
 * An expected refusal. `message` is shown to the person as it is: one sentence that names the
 * field and what is allowed, without internals.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.field = options.field;
  }
}

/** What a command tells in its one sentence: an expected refusal, or arguments that it does not know. */
export function isUserMistake(error: unknown): error is Error {
  const isArgument = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return error instanceof AppError || isArgument;
}
