'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { totalsOf } from '@/components/buy/cart-totals';
import { CartTotalsList } from '@/components/buy/cart-totals-list';
import { RefusalAlert } from '@/components/buy/refusal-alert';
import { type Choice, RequirementCard } from '@/components/buy/requirement-card';
import { useCart } from '@/components/buy/use-cart';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Money } from '@/components/ui/money';
import { Select } from '@/components/ui/select';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { reserveCartAction } from '@/lib/bulk/actions';
import { numbersText, PATTERN_MAX } from '@/lib/bulk/format';
import type { CartLine, CartQuote } from '@/lib/bulk/types';
import type { MissingCompliance, SeriesUse } from '@/lib/compliance/types';
import type { CurrencyCode } from '@/lib/money';

interface CartFormProps {
  quote: CartQuote;
  idempotencyKey: string;
  applications: readonly Choice[];
  /** Accepted ones India numbers may go under; null when none of the numbers needs one. */
  compliance: readonly Choice[] | null;
  /** What stands in the way when there is none; null when there is one or none is needed. */
  missing: MissingCompliance | null;
  series: SeriesUse;
  /** Why this person cannot buy; null when they can. */
  obstacle: string | null;
}

/** The chosen numbers with what each gets; sending it reserves them, nothing else on the page does. */
export function CartForm({
  quote,
  idempotencyKey,
  applications,
  compliance,
  missing,
  series,
  obstacle,
}: CartFormProps) {
  const cart = useCart();
  const [lines, setLines] = useState<readonly CartLine[]>(quote.lines);
  const totals = totalsOf(lines, { isReserved: false });
  const change = (number: string, highAvailability: boolean) =>
    setLines(lines.map((line) => (line.number === number ? { ...line, highAvailability } : line)));
  const remove = (number: string) => {
    setLines(lines.filter((line) => line.number !== number));
    const item = cart.items.find((one) => one.number === number);
    if (item) cart.toggle(item);
  };
  const pairable = lines.filter(({ offersHighAvailability, refusal }) => offersHighAvailability && refusal === null);
  const areAllPaired = pairable.length > 0 && pairable.every(({ highAvailability }) => highAvailability);
  const pairAll = () =>
    setLines(lines.map((line) => ({ ...line, highAvailability: line.offersHighAvailability ? !areAllPaired : false })));
  const form = useFormAction(async (values) => {
    const items = lines
      .filter(({ refusal }) => refusal === null)
      .map(({ number, highAvailability }) => ({ number, highAvailability }));
    return reserveCartAction({
      ...{ items, idempotencyKey, reach: 'country' as const },
      aliasPattern: textOf(values, 'aliasPattern'),
      applicationId: textOf(values, 'applicationId'),
      complianceApplicationId: textOf(values, 'complianceApplicationId'),
    });
  });
  return (
    <form {...form.props} className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="grid min-w-0 gap-4">
        {compliance ? (
          <RequirementCard
            {...{ options: compliance, missing, series, chosen: null }}
            error={form.errorOf('complianceApplicationId')}
          />
        ) : null}
        <Card
          id="numbers"
          flush
          title={numbersText(lines.length)}
          description="A fallback is a second number of another carrier that takes calls over; it is billed each month beside its number."
          actions={
            pairable.length > 0 ? (
              <Button onClick={pairAll}>{areAllPaired ? 'No fallbacks' : 'Fallback for all'}</Button>
            ) : null
          }
        >
          <CartLines {...{ lines, remove, change }} currency={quote.currency} />
        </Card>
        <CartSettings applications={applications} errorOf={form.errorOf} />
      </div>
      <Card id="price" title="Price" className="lg:sticky lg:top-[calc(var(--header-height)+1.5rem)]">
        <CartTotalsList totals={totals} currency={quote.currency} availableMicros={quote.availableMicros} />
        <div className="mt-4 grid gap-2">
          {form.error ? <RefusalAlert message={form.error} code={undefined} /> : null}
          {obstacle ? <p className="text-sm text-muted">{obstacle}</p> : null}
          {obstacle ? null : (
            <>
              <SubmitButton size="lg" className="w-full" disabled={totals.count === 0}>
                Review and reserve
              </SubmitButton>
              <p className="text-xs text-muted">
                Reserves {numbersText(totals.count)} for 10 minutes, and the fallbacks that are free. Nothing is charged
                yet.
              </p>
            </>
          )}
        </div>
      </Card>
    </form>
  );
}

interface CartLinesProps {
  lines: readonly CartLine[];
  currency: CurrencyCode;
  remove: (number: string) => void;
  change: (number: string, highAvailability: boolean) => void;
}

function CartLines({ lines, currency, remove, change }: CartLinesProps) {
  return (
    <Table caption="Chosen numbers">
      <TableHead>
        <TableRow>
          <TableHeader pinned>Number</TableHeader>
          <TableHeader>Place</TableHeader>
          <TableHeader>Carrier</TableHeader>
          <TableHeader align="end">Set-up</TableHeader>
          <TableHeader align="end">Monthly</TableHeader>
          <TableHeader>Fallback</TableHeader>
          <TableHeader>
            <span className="sr-only">Remove</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={line.number}>
            <TableRowHeader pinned className="figures">
              {line.display}
            </TableRowHeader>
            {line.refusal ? (
              <TableCell colSpan={5} className="text-warn">
                {line.refusal}
              </TableCell>
            ) : (
              <PricedCells line={line} currency={currency} change={change} />
            )}
            <TableCell align="end">
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove ${line.display}`}
                onClick={() => remove(line.number)}
              >
                <X aria-hidden />
              </Button>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function PricedCells({ line, currency, change }: Pick<CartLinesProps, 'currency' | 'change'> & { line: CartLine }) {
  return (
    <>
      <TableCell className="whitespace-nowrap">{line.place}</TableCell>
      <TableCell className="whitespace-nowrap">{line.carrierName}</TableCell>
      <TableCell align="end">
        {line.setupMicros === 0n ? (
          <span className="text-muted">None</span>
        ) : (
          <Money micros={line.setupMicros} currency={currency} />
        )}
      </TableCell>
      <TableCell align="end">
        <Money micros={line.monthlyMicros} currency={currency} />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        {line.fallbackMonthlyMicros === null ? (
          <span className="text-muted">Automatic</span>
        ) : (
          <Checkbox
            label={
              <span className="font-normal">
                <span className="sr-only">Fallback for {line.display}, </span>
                <Money micros={line.fallbackMonthlyMicros} currency={currency} per="a month" />
              </span>
            }
            checked={line.highAvailability}
            onChange={(event) => change(line.number, event.target.checked)}
          />
        )}
      </TableCell>
    </>
  );
}

interface CartSettingsProps {
  applications: readonly Choice[];
  errorOf: (field: string) => string | undefined;
}

function CartSettings({ applications, errorOf }: CartSettingsProps) {
  return (
    <Card id="settings" title="Settings" description="For all of them; each can be changed later.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Alias pattern"
          optional
          hint="{n} counts, {place} and {last4} are the number’s own: “Delhi {n}” gives Delhi 1, Delhi 2."
          error={errorOf('aliasPattern')}
        >
          {(control) => <Input {...control} name="aliasPattern" autoComplete="off" maxLength={PATTERN_MAX} />}
        </Field>
        <Field label="Application" optional hint="Handles incoming calls." error={errorOf('applicationId')}>
          {(control) => (
            <Select {...control} name="applicationId">
              <option value="">None</option>
              {applications.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </Card>
  );
}
