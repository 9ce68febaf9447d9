import { resetPassword } from '@/lib/auth/reset-password';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';

const USAGE = 'Use: npm run user -- reset-password EMAIL';

/** npm run user -- reset-password EMAIL; answers with the exit code. */
export default async function run([command, email, ...rest]: string[]): Promise<number> {
  if (command !== 'reset-password' || !email || rest.length > 0) {
    console.error(USAGE);
    return 1;
  }
  try {
    const { password } = await resetPassword(email);
    console.log(`The new password of ${email} is ${password}`);
    console.log(
      'It is shown only now. All sessions of this user are ended; the password can be changed under Profile.',
    );
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await db.$disconnect();
  }
}
