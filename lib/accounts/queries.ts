import 'server-only';
import { db } from '@/lib/db';

/** Whether the demo was seeded here: the sign-in page then says where its credentials are. */
export async function hasDemoAccount(): Promise<boolean> {
  return (await db.account.findFirst({ where: { isDemo: true }, select: { id: true } })) !== null;
}
