import { z } from 'zod';

const RULE = 'Idempotency key must be 8 to 64 letters, digits, dashes or underscores.';

/** Made by whoever asks, once for what is meant once: asked again with the same key, it is not done again. */
export const idempotencyKeyInput = z.string('Idempotency key is missing.').regex(/^[\w-]{8,64}$/, RULE);
