import { CalendarClock } from 'lucide-react';
import { appHref } from '@/components/layout/app-href';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { PhoneNumber } from '@/components/ui/phone-number';
import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { countOf, ROLE_WORDS } from '@/lib/billing/format';
import type { BillingOverview, ComingRenewal } from '@/lib/billing/types';
import { formatDay } from '@/lib/datetime';
import type { CurrencyCode } from '@/lib/money';

/** What is due next, in the order it is collected. */
export function RenewalsCard({ overview }: { overview: BillingOverview }) {
  const { renewals, renewalCount, currency, taxBasisPoints } = overview;
  const rest = renewalCount - renewals.length;
  return (
    <Card
      id="renewals"
      flush
      title="Coming renewals"
      description={
        taxBasisPoints > 0
          ? 'With GST. A primary number is renewed before its fallback.'
          : 'A primary number is renewed before its fallback.'
      }
      footer={rest > 0 ? <RestNote rest={rest} /> : null}
    >
      {renewals.length > 0 ? (
        <RenewalsTable renewals={renewals} currency={currency} />
      ) : (
        <EmptyState
          icon={<CalendarClock />}
          title="Nothing renews yet"
          actions={<ButtonLink href="/phone-numbers/buy">Buy number</ButtonLink>}
        >
          Each number renews on the day of the month it became active.
        </EmptyState>
      )}
    </Card>
  );
}

function RestNote({ rest }: { rest: number }) {
  return (
    <>
      <span>And {countOf(rest, 'number')} more.</span>
      <Link href={appHref('/phone-numbers/active')} className="link">
        All active numbers
      </Link>
    </>
  );
}

function RenewalsTable({ renewals, currency }: { renewals: ComingRenewal[]; currency: CurrencyCode }) {
  return (
    <Table caption="Coming renewals">
      <TableHead>
        <TableRow>
          <TableHeader>Number</TableHeader>
          <TableHeader>Renews</TableHeader>
          <TableHeader className="hidden sm:table-cell">In its pair</TableHeader>
          <TableHeader align="end">Amount</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {renewals.map((renewal) => (
          <TableRow key={renewal.rentalId}>
            <TableRowHeader className="max-sm:py-1.5">
              <Link href={appHref(`/phone-numbers/active/${renewal.number}`)} prefetch={false} className="link">
                <PhoneNumber display={renewal.display} />
              </Link>
              {renewal.role === 'single' ? null : (
                <span className="block text-xs font-normal text-muted sm:hidden">{ROLE_WORDS[renewal.role]}</span>
              )}
            </TableRowHeader>
            <TableCell className="max-sm:py-1.5">
              <span className="figures">{formatDay(renewal.day)}</span>
              {renewal.isPastDue ? (
                <span className="block sm:ml-2 sm:inline">
                  <StateBadge kind="rental" state="past_due" />
                </span>
              ) : null}
            </TableCell>
            <TableCell className="hidden sm:table-cell">{ROLE_WORDS[renewal.role]}</TableCell>
            <TableCell align="end">
              <Money micros={renewal.amountMicros} currency={currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
