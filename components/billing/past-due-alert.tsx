import { Alert } from '@/components/ui/alert';
import { countOf } from '@/lib/billing/format';
import type { BillingOverview, PastDueRent } from '@/lib/billing/types';
import { formatDay } from '@/lib/datetime';
import { formatMoney } from '@/lib/money';

interface PastDueAlertProps {
  pastDue: PastDueRent;
  overview: Pick<BillingOverview, 'currency' | 'availableMicros'>;
}

/** Which rent is not paid, what is missing, and by when it must be there. */
export function PastDueAlert({ pastDue, overview }: PastDueAlertProps) {
  const { currency, availableMicros } = overview;
  const { count, amountMicros, releaseDay } = pastDue;
  const missingMicros = amountMicros - availableMicros;
  const them = count === 1 ? 'it' : 'they';
  return (
    <Alert
      tone="danger"
      title={`${countOf(count, 'number')} past due: ${formatMoney(amountMicros, currency)} of rent is not paid`}
    >
      {missingMicros > 0n
        ? `${formatMoney(missingMicros, currency)} is missing. `
        : 'It is collected within the minute. '}
      Calls go on meanwhile; unless {them} {count === 1 ? 'is' : 'are'} paid before {formatDay(releaseDay)},{' '}
      {count === 1 ? 'the number is' : 'the numbers are'} released, each with its fallback.
    </Alert>
  );
}
