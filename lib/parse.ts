import type { z } from 'zod';
import { AppError } from '@/lib/errors';

/** Parses a verb's input; the first problem becomes the one sentence the caller sees. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.');
  throw new AppError('invalid_input', issue?.message ?? 'The input is not valid.', field ? { field } : {});
}
