import { z } from 'zod';

/** What an item of a purchase keeps for its verb. */
export const purchaseItem = z.object({
  highAvailability: z.boolean(),
  reach: z.enum(['area', 'state', 'country']),
  reservationId: z.string(),
  alias: z.string().nullable(),
  applicationId: z.string().nullable(),
  complianceApplicationId: z.string().nullable(),
});

/** What an item of an edit keeps for its verb, which parses it once more. */
export const rentalItem = z.object({
  rentalId: z.string(),
  alias: z.string().nullable().optional(),
  applicationId: z.string().nullable().optional(),
  addTags: z.array(z.string()).optional(),
  removeTags: z.array(z.string()).optional(),
  reach: z.enum(['area', 'state', 'country']).optional(),
  fallbackRentalId: z.string().nullable().optional(),
});
