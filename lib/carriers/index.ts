import 'server-only';
import { db } from '@/lib/db';
import { SandboxCarrier } from './sandbox';
import type { Carrier } from './types';

export { setSandbox } from './set-sandbox';
export { setStockOut } from './set-stock-out';
export {
  type ActivationAnswer,
  type Carrier,
  CarrierUnavailable,
  isUnavailable,
  type NumberOrder,
  type OrderAnswer,
} from './types';

/** The adapter of a carrier. Every carrier is a sandbox carrier so far. */
export async function carrierById(id: number): Promise<Carrier> {
  const carrier = await db.carrier.findUniqueOrThrow({ where: { id }, select: { id: true, name: true } });
  return new SandboxCarrier(carrier);
}
