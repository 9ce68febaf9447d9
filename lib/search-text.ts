import { z } from 'zod';

/**
 * Text somebody searches by. Nothing is named with control characters or halves of a character, and the database takes
 * neither: they count as blanks.
 */
export function searchText(name: string, max: number) {
  return z
    .string({ error: `${name} must be text.` })
    .max(max, `${name} may have at most ${max} characters.`)
    .transform((text) => text.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ').trim());
}
