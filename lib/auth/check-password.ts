import 'server-only';
import { actingUserId } from '@/lib/auth/acting-user';
import { verifyPassword } from '@/lib/auth/password';
import { countPasswordAttempt } from '@/lib/auth/rate-limit';
import { type Context, reader } from '@/lib/context';
import { AppError } from '@/lib/errors';

interface CheckedPassword {
  userId: string;
  email: string;
  passwordHash: string;
}

interface CheckOptions {
  /** Where the request comes from; guesses are counted. */
  address: string;
  /** The form's name of the password. */
  field?: string;
}

/** Asks the caller once more who they are, before something that a found open browser must not do. */
export async function checkOwnPassword(
  ctx: Context,
  password: string,
  options: CheckOptions,
): Promise<CheckedPassword> {
  const userId = actingUserId(ctx);
  const { address, field = 'password' } = options;
  const user = await reader(ctx).user.findUnique({
    where: { id: userId },
    select: { email: true, passwordHash: true },
  });
  if (!user) throw new AppError('unauthenticated', 'Your user no longer exists. Sign in again.');
  if (user.passwordHash === '') {
    const sentence = 'You sign in with single sign-on and have no password here. Ask the operator to set one for you.';
    throw new AppError('forbidden', sentence, { field });
  }
  const attempt = await countPasswordAttempt(`user ${userId}`, address);
  if (!(await verifyPassword(user.passwordHash, password)))
    throw new AppError('invalid_input', `The ${field === 'currentPassword' ? 'current ' : ''}password is wrong.`, {
      field,
    });
  await attempt.succeeded();
  return { userId, ...user };
}
