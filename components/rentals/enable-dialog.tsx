'use client';

import { useState } from 'react';
import { ActionRefusal } from '@/components/rentals/action-refusal';
import { EnableCost } from '@/components/rentals/enable-cost';
import { Phone } from '@/components/rentals/phone';
import type { Refusal } from '@/components/rentals/use-confirmation';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { RadioGroup } from '@/components/ui/radio-group';
import { formatMoney } from '@/lib/money';
import type { FallbackTier, HighAvailabilityQuote, Reach } from '@/lib/provisioning/types';

interface EnableDialogProps {
  display: string;
  quote: HighAvailabilityQuote;
  taxRate: string | null;
  /** "12 Dec 2026", when the former fallback comes back paid for. */
  formerPaidUntil: string | null;
  open: boolean;
  pending: boolean;
  refusal: Refusal | undefined;
  onOpenChange: (open: boolean) => void;
  onConfirm: (reach: Reach) => void;
}

const REACHES = ['country', 'state', 'area'] as const;
const DISTANCE: Readonly<Record<FallbackTier, number>> = { area: 0, state: 1, country: 2 };

/** Asks before a fallback is rented: what it costs, when, and where it may be. */
export function EnableDialog(props: EnableDialogProps) {
  const { display, quote, open, pending, refusal, onOpenChange, onConfirm } = props;
  const [reach, setReach] = useState<Reach>('country');
  const waits = !quote.former && (quote.nearest === null || DISTANCE[quote.nearest] > DISTANCE[reach]);
  const isShort = quote.missingMicros > 0n && !waits;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      role="alertdialog"
      locked={pending}
      title="Enable high availability backup number"
      description={
        <>
          <Phone display={display} /> gets a fallback: a second number from a different carrier, rented to your account
          and billed each month.
        </>
      }
      footer={
        <>
          <Button disabled={pending} onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button variant="primary" pending={pending} disabled={isShort} onClick={() => onConfirm(reach)}>
            Enable and save
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {quote.former ? (
          <Alert
            tone="info"
            title={
              <>
                The former fallback <Phone display={quote.former.display} /> comes back
              </>
            }
          >
            {props.formerPaidUntil
              ? `It is paid until ${props.formerPaidUntil}; nothing is charged now.`
              : 'Its paid days are over, so its next month is charged now.'}
          </Alert>
        ) : (
          <ReachChoice quote={quote} reach={reach} onChange={setReach} />
        )}
        <EnableCost quote={quote} taxRate={props.taxRate} waits={waits} />
        {isShort ? <ShortBalance quote={quote} /> : null}
        <ActionRefusal refusal={refusal} />
      </div>
    </Dialog>
  );
}

interface ReachChoiceProps {
  quote: HighAvailabilityQuote;
  reach: Reach;
  onChange: (reach: Reach) => void;
}

function ReachChoice({ quote, reach, onChange }: ReachChoiceProps) {
  const { nearest, place, region } = quote;
  if (nearest === null) {
    return (
      <Alert tone="warn" title="No fallback number is free right now">
        No carrier with separate equipment has one. Your request waits for 30 days: you are told when one is found, and
        nothing is charged before it is active.
      </Alert>
    );
  }
  const labels: Record<Reach, string> = {
    country: 'Same area if possible, else the nearest in India',
    state: `Same state (${region})`,
    area: `Same area only (${place})`,
  };
  return (
    <RadioGroup
      legend="Where the fallback number may be"
      name="reach"
      value={reach}
      onValueChange={(value) => onChange(REACHES.find((one) => one === value) ?? 'country')}
      options={REACHES.map((one) => ({
        value: one,
        label: labels[one],
        hint:
          DISTANCE[nearest] > DISTANCE[one] ? 'None is free there now: the request would wait, uncharged.' : undefined,
      }))}
    />
  );
}

function ShortBalance({ quote }: { quote: HighAvailabilityQuote }) {
  const missing = formatMoney(quote.missingMicros, quote.currency);
  return <ActionRefusal refusal={{ message: `${missing} is missing on the balance.`, code: 'insufficient_balance' }} />;
}
