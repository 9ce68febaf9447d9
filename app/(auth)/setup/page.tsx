import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/components/auth/auth-card';
import { SetupForm } from '@/components/auth/setup-form';
import { defaultTimeZone } from '@/lib/accounts';
import { hasUsers } from '@/lib/auth';
import { timeZones } from '@/lib/datetime/time-zones';

export const metadata: Metadata = { title: 'Set up' };

// Whether anybody exists is asked on every visit, never at build time.
export const dynamic = 'force-dynamic';

export default async function SetupPage() {
  if (await hasUsers()) redirect('/login');
  return (
    <AuthCard title="Set up Twinline" sentence="Nobody uses it yet. You become its owner and operator.">
      <SetupForm timeZones={timeZones()} defaults={{ INR: defaultTimeZone('INR'), USD: defaultTimeZone('USD') }} />
    </AuthCard>
  );
}
