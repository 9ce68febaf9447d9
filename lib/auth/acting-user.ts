import 'server-only';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';

/** The person who acts: what concerns a person's own sign-in is open to nobody else. */
export function actingUserId(ctx: Context): string {
  if (ctx.actor.type !== 'user') throw new AppError('forbidden', 'Only a signed-in person can do this.');
  return ctx.actor.userId;
}
