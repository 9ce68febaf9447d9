import type { z } from 'zod';
import { AppError } from '@/lib/errors';

/** Zod's own wording ("Invalid input: expected string, received undefined") is for programmers. */
const LIBRARY_WORDING = /^(Invalid |Too (small|big)|Unrecognized key|Expected )/;

function fieldWords(field: string): string {
  return field
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_.]/g, ' ')
    .toLowerCase();
}

/** A sentence for one failed check: the schema's own message, or one that names the field. */
export function problemSentence(message: string, field: string | undefined): string {
  if (!LIBRARY_WORDING.test(message)) return message;
  return field ? `The ${fieldWords(field)} is missing or not valid.` : 'The request is not valid.';
}

/** The refusal for input that failed its schema: the first problem, named by its field. */
export function invalidInput(error: z.ZodError): AppError {
  const issue = error.issues[0];
  const field = issue && issue.path.length > 0 ? issue.path.map(String).join('.') : undefined;
  return new AppError('invalid_input', problemSentence(issue?.message ?? '', field), { field, cause: error });
}

/** Parses what came from outside; every verb's second step. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidInput(parsed.error);
  return parsed.data;
}
