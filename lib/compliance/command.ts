import { parseArgs } from 'node:util';
import { db } from '@/lib/db';
import { isUserMistake } from '@/lib/errors';
import { acceptApplication } from './accept-application';

const USAGE = `Use: npm run compliance -- accept --email EMAIL --country IN --name "Business name"

accept  records an accepted compliance application for the account of that person, under which it may rent
        the country's local numbers. Check the business's documents first: Twinline does not.`;

/** npm run compliance -- accept; answers with the exit code. */
export default async function run([command, ...args]: string[]): Promise<number> {
  if (command !== 'accept' || args.includes('--help')) {
    console.log(USAGE);
    return command === 'accept' || command === '--help' ? 0 : 1;
  }
  try {
    const options = { email: { type: 'string' }, country: { type: 'string' }, name: { type: 'string' } } as const;
    const { email, country: countryIso, name: businessName } = parseArgs({ args, options }).values;
    const accepted = await acceptApplication({ email, countryIso, businessName });
    console.log(`${accepted.accountName} may rent ${accepted.countryIso} numbers as ${accepted.businessName}.`);
    return 0;
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    console.error(error.message);
    return 1;
  } finally {
    await db.$disconnect();
  }
}
