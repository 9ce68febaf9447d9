import 'server-only';
import type { Database, Transaction } from '@/lib/db';
import type { SuspensionEffect } from './types';

/** Rentals that exist for their account: calls may leave from them, or soon will. */
export const LIVE_RENTALS = ['provisioning', 'active', 'past_due'] as const;

/** Numbers under an application, and pairs whose primary is one of them. */
export async function countBlocked(from: Database | Transaction, applicationId: string): Promise<SuspensionEffect> {
  const rented = { complianceApplicationId: applicationId, status: { in: [...LIVE_RENTALS] } };
  const [numbers, pairs] = await Promise.all([
    from.rental.count({ where: rented }),
    from.haPair.count({
      where: { primary: rented, state: { notIn: ['failed', 'off'] }, fallbackRentalId: { not: null } },
    }),
  ]);
  return { numbers, pairs };
}
