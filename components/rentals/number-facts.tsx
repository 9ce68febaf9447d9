import { capabilityText, kindText } from '@/components/rentals/active-row';
import { None } from '@/components/rentals/none';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { Money } from '@/components/ui/money';
import { formatDay, formatInstant } from '@/lib/datetime';
import { placeText } from '@/lib/numbers/format';
import type { RentalDetail } from '@/lib/rentals/types';

interface NumberFactsProps {
  rental: RentalDetail;
  timeZone: string;
  /** "18 %"; null where no tax is added. */
  taxRate: string | null;
}

/** What the number is and what it costs. */
export function NumberFacts({ rental, timeZone, taxRate }: NumberFactsProps) {
  const items = [
    { term: 'Type', value: kindText(rental) },
    { term: 'Place', value: placeText(rental) || <None /> },
    { term: 'Carrier', value: rental.carrierName },
    { term: 'Capabilities', value: capabilityText(rental.capabilities) || <None /> },
    ...(rental.compliance ? [{ term: 'Compliance', value: rental.compliance.alias }] : []),
    {
      term: 'Monthly',
      value: rental.isBrought ? (
        'Nothing: of your own contract with the carrier'
      ) : (
        <>
          <Money micros={rental.monthlyMicros} currency={rental.currency} />
          {taxRate ? <span className="text-muted"> + {taxRate} GST</span> : null}
        </>
      ),
    },
    { term: rentDayTerm(rental.status), value: rental.paidUntil ? formatDay(rental.paidUntil) : <None /> },
    {
      term: rental.isBrought ? 'Here since' : 'Rented since',
      value: formatInstant(rental.activatedAt ?? rental.createdAt, timeZone),
    },
  ];
  return (
    <Card id="details" title="Details">
      <DescriptionList items={items} className="-my-2 text-sm [&>div]:grid-cols-[7rem_1fr]" />
    </Card>
  );
}

function rentDayTerm(status: RentalDetail['status']): string {
  if (status === 'active') return 'Renews';
  return status === 'past_due' ? 'Rent was due' : 'Paid until';
}
