import { Card } from '@/components/ui/card';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { formatShare, formatTaxRate } from '@/lib/billing/format';
import type { MonthForecast, SpendLines } from '@/lib/billing/types';
import { formatMonth } from '@/lib/datetime';

const LINES = [
  ['Set-up fees', 'setupMicros'],
  ['Rent', 'rentMicros'],
  ['High Availability rent', 'fallbackMicros'],
  ['Calls', 'callMicros'],
] as const satisfies (readonly [string, keyof SpendLines])[];

/** This month so far and as it will probably end, with what high availability costs on its own line. */
export function ForecastCard({ figures }: { figures: MonthForecast }) {
  const { currency, taxBasisPoints, month, spent, forecast } = figures;
  const tax = taxBasisPoints > 0 ? ([[`GST ${formatTaxRate(taxBasisPoints)}`, 'taxMicros']] as const) : [];
  const netMicros = forecast.totalMicros - forecast.taxMicros;
  return (
    <Card
      id="forecast"
      flush
      title={`Forecast for ${formatMonth(month)}`}
      description="Rent that falls due until the month ends, and calls as they went so far this month."
      footer={`High Availability will be ${formatShare(forecast.fallbackMicros, netMicros)} of the month before tax.`}
    >
      <Table caption={`Spent and forecast for ${formatMonth(month)}`}>
        <TableHead>
          <TableRow>
            <TableHeader>For</TableHeader>
            <TableHeader align="end">So far</TableHeader>
            <TableHeader align="end">At the month's end</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {[...LINES, ...tax].map(([label, key]) => (
            <TableRow key={key}>
              <TableRowHeader className="font-normal whitespace-normal">{label}</TableRowHeader>
              <TableCell align="end">
                <Money micros={spent[key]} currency={currency} />
              </TableCell>
              <TableCell align="end">
                <Money micros={forecast[key]} currency={currency} />
              </TableCell>
            </TableRow>
          ))}
          <TableRow className="font-semibold">
            <TableRowHeader className="font-semibold">Total</TableRowHeader>
            <TableCell align="end">
              <Money micros={spent.totalMicros} currency={currency} />
            </TableCell>
            <TableCell align="end">
              <Money micros={forecast.totalMicros} currency={currency} />
            </TableCell>
          </TableRow>
        </TableBody>
      </Table>
    </Card>
  );
}
