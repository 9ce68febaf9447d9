import { z } from 'zod';

export const stockImportInput = z.strictObject({
  importId: z
    .string({ error: 'Import is unknown; choose one from the list.' })
    .regex(/^stk_[0-9a-z]{26}$/, 'Import is unknown; choose one from the list.'),
});
export type StockImportInput = z.input<typeof stockImportInput>;

export const receiveImportInput = z.strictObject({
  fileName: z.string().transform((name) => name.slice(0, 200)),
  carrier: z
    .string({ error: 'Carrier must be named.' })
    .trim()
    .min(1, 'Carrier must be named.')
    .max(80, 'Carrier name may have at most 80 characters.'),
  /** As typed: separated by commas. */
  failureDomains: z
    .string()
    .max(2_000, 'Failure domains may have at most 2,000 characters in all.')
    .transform((text) =>
      text
        .split(',')
        .map((domain) => domain.trim())
        .filter((domain) => domain !== ''),
    ),
});
export type ReceiveImportInput = z.input<typeof receiveImportInput>;
