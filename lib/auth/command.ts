import { resetPassword, resetTwoFactor } from '@/lib/auth/reset-password';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';

const USAGE = 'Use: npm run user -- reset-password EMAIL, or reset-two-factor EMAIL';

/** Each tells what it did. */
const COMMANDS: Readonly<Record<string, (email: string) => Promise<void>>> = {
  'reset-password': async (email) => {
    const { password } = await resetPassword(email);
    console.log(`The new password of ${email} is ${password}`);
    console.log(
      'It is shown only now. All sessions of this user are ended; the password can be changed under Profile.',
    );
  },
  'reset-two-factor': async (email) => {
    await resetTwoFactor(email);
    console.log(`${email} signs in with the password alone now. It can be set up anew under Security.`);
  },
};

/** npm run user -- reset-password EMAIL | reset-two-factor EMAIL; answers with the exit code. */
export default async function run([name = '', email, ...rest]: string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command || !email || rest.length > 0) {
    console.error(USAGE);
    return 1;
  }
  try {
    await command(email);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await db.$disconnect();
  }
}
