'use client';

import { useState } from 'react';
import { EnableCoverageDialog } from '@/components/coverage/enable-coverage-dialog';
import { NumberLink } from '@/components/rentals/number-link';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { UncoveredNumber } from '@/lib/network/types';

interface UncoveredCardProps {
  numbers: readonly UncoveredNumber[];
  total: number;
  /** "₹8,850.00 a month" for all of them. */
  price: string;
  mayEnable: boolean;
  /** How many may be chosen at once. */
  most: number;
}

/** Numbers without a fallback, to be given one singly or several at once. */
export function UncoveredCard({ numbers, total, price, mayEnable, most }: UncoveredCardProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly string[] | null>(null);
  const present = numbers.filter(({ rentalId }) => chosen.has(rentalId)).map(({ rentalId }) => rentalId);
  const toggle = (rentalId: string) => {
    const next = new Set(chosen);
    if (!next.delete(rentalId)) next.add(rentalId);
    setChosen(next);
  };
  const whole = numbers.slice(0, most).map(({ rentalId }) => rentalId);
  const isWhole = whole.length > 0 && whole.every((rentalId) => chosen.has(rentalId));
  return (
    <Card
      id="uncovered"
      title="Without a fallback"
      description={`A fallback for ${total === 1 ? 'it' : `all ${total}`} costs ${price}, GST included where it is charged.`}
      actions={
        mayEnable ? (
          <Button variant="primary" disabled={present.length === 0} onClick={() => setAsked(present)}>
            {present.length === 0 ? 'Enable HA' : `Enable HA for ${present.length}`}
          </Button>
        ) : null
      }
      flush
    >
      <Table caption="Numbers without a fallback">
        <TableHead>
          <TableRow>
            {mayEnable ? (
              <TableHeader className="w-10">
                <Checkbox
                  label={`Choose ${whole.length} numbers`}
                  hideLabel
                  checked={isWhole}
                  onChange={() => setChosen(isWhole ? new Set() : new Set(whole))}
                />
              </TableHeader>
            ) : null}
            <TableHeader>Number</TableHeader>
            <TableHeader>Alias</TableHeader>
            <TableHeader>Place</TableHeader>
            <TableHeader>Carrier</TableHeader>
            {mayEnable ? (
              <TableHeader align="end">
                <span className="sr-only">Action</span>
              </TableHeader>
            ) : null}
          </TableRow>
        </TableHead>
        <TableBody>
          {numbers.map(({ rentalId, number, display, alias, place, carrier }) => (
            <TableRow key={rentalId}>
              {mayEnable ? (
                <TableCell>
                  <Checkbox
                    label={`Choose ${display}`}
                    hideLabel
                    checked={chosen.has(rentalId)}
                    disabled={!chosen.has(rentalId) && present.length >= most}
                    onChange={() => toggle(rentalId)}
                  />
                </TableCell>
              ) : null}
              <TableRowHeader>
                <NumberLink number={number} display={display} />
              </TableRowHeader>
              <TableCell>{alias ?? '—'}</TableCell>
              <TableCell className="whitespace-nowrap">{place}</TableCell>
              <TableCell className="whitespace-nowrap">{carrier}</TableCell>
              {mayEnable ? (
                <TableCell align="end">
                  <Button size="sm" aria-label={`Enable HA for ${display}`} onClick={() => setAsked([rentalId])}>
                    Enable HA
                  </Button>
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <EnableCoverageDialog rentalIds={asked} onClose={() => setAsked(null)} />
    </Card>
  );
}
