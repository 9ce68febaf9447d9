import { FileCheck, ShieldCheck } from 'lucide-react';
import { Capabilities } from '@/components/buy/capabilities';
import { CartCheckbox } from '@/components/buy/cart-checkbox';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { Link } from '@/components/ui/link';
import { Money } from '@/components/ui/money';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { NUMBER_TYPE_WORDS, placeText } from '@/lib/numbers/format';
import type { AvailableNumber } from '@/lib/numbers/types';
import { detailsPath } from '@/lib/provisioning/format';

interface NumberTableProps {
  caption: string;
  numbers: readonly AvailableNumber[];
  /** Several can be chosen and bought together. */
  canChoose?: boolean;
}

/** Numbers on offer; each leads to its Details page. Prices are before tax. */
export function NumberTable({ caption, numbers, canChoose = false }: NumberTableProps) {
  return (
    <Table caption={caption}>
      <TableHead>
        <TableRow>
          {canChoose ? (
            <TableHeader className="w-10">
              <span className="sr-only">Choose</span>
            </TableHeader>
          ) : null}
          <TableHeader pinned>Number</TableHeader>
          <TableHeader>Place</TableHeader>
          <TableHeader>Type</TableHeader>
          <TableHeader>Capabilities</TableHeader>
          <TableHeader>Carrier</TableHeader>
          <TableHeader align="end">Set-up</TableHeader>
          <TableHeader align="end">Monthly</TableHeader>
          <TableHeader>Requirement</TableHeader>
          <TableHeader>High Availability</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {numbers.map((number) => (
          <NumberRow key={number.number} number={number} canChoose={canChoose} />
        ))}
      </TableBody>
    </Table>
  );
}

function NumberRow({ number, canChoose }: { number: AvailableNumber; canChoose: boolean }) {
  const { setupMicros, monthlyMicros, currency } = number;
  return (
    <TableRow>
      {canChoose ? (
        <TableCell>
          <CartCheckbox
            item={{
              ...{ number: number.number, display: number.display, currency },
              dueMicros: String(setupMicros + monthlyMicros),
            }}
          />
        </TableCell>
      ) : null}
      <TableRowHeader pinned>
        <span className="inline-flex items-center gap-1 max-sm:pt-2">
          {/* A page of numbers must not fetch as many pages. */}
          <Link href={detailsPath(number.number)} prefetch={false} className="link figures">
            {number.display}
          </Link>
          <CopyButton value={`+${number.number}`} label={number.display} />
        </span>
        {/* On a phone the columns that decide are beyond the edge. */}
        <span className="block pb-2 font-normal text-muted text-xs sm:hidden">
          <Money micros={monthlyMicros} currency={currency} /> a month{number.highAvailability ? ' · HA' : ''}
        </span>
      </TableRowHeader>
      <TableCell className="whitespace-nowrap">{placeText(number)}</TableCell>
      <TableCell className="whitespace-nowrap">{NUMBER_TYPE_WORDS[number.type]}</TableCell>
      <TableCell>
        <Capabilities has={number.capabilities} />
      </TableCell>
      <TableCell className="whitespace-nowrap">{number.carrierName}</TableCell>
      <TableCell align="end">
        {setupMicros === 0n ? (
          <span className="text-muted">None</span>
        ) : (
          <Money micros={setupMicros} currency={currency} />
        )}
      </TableCell>
      <TableCell align="end">
        <Money micros={monthlyMicros} currency={currency} />
      </TableCell>
      <TableCell>
        {number.requirement ? (
          <Badge icon={<FileCheck aria-hidden />}>{number.requirement}</Badge>
        ) : (
          <span className="text-muted">None</span>
        )}
      </TableCell>
      <TableCell>
        {number.highAvailability ? (
          <Badge tone="accent" icon={<ShieldCheck aria-hidden />}>
            HA available
          </Badge>
        ) : (
          <span className="text-muted">Automatic</span>
        )}
      </TableCell>
    </TableRow>
  );
}
