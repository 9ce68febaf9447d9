import { REACHES } from '@/components/buy/terms-params';
import { isWithinReach, TIER_WORDS } from '@/components/buy/words';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Money } from '@/components/ui/money';
import { RadioGroup } from '@/components/ui/radio-group';
import type { AvailableNumberDetail } from '@/lib/numbers/types';
import type { Reach } from '@/lib/provisioning/types';

interface HighAvailabilityCardProps {
  number: AvailableNumberDetail;
  /** A fallback's monthly rent, before tax; null where none is offered. */
  monthly: bigint | null;
  taxRate: string | null;
  isPaired: boolean;
  reach: Reach;
  onPairedChange: (isPaired: boolean) => void;
  onReachChange: (reach: Reach) => void;
}

/** Whether a second number backs this one up, and how far away it may be. */
export function HighAvailabilityCard(props: HighAvailabilityCardProps) {
  const { number, monthly, taxRate, isPaired, onPairedChange } = props;
  if (monthly === null) {
    return (
      <Card id="high-availability" title="High Availability">
        <p className="max-w-prose">
          Failover is automatic for this number: when a carrier fails, calls take another route by themselves and no
          fallback number is needed.
        </p>
      </Card>
    );
  }
  return (
    <Card
      id="high-availability"
      title="High Availability"
      description="India numbers are tied to their carrier. When it fails, outgoing calls continue from a fallback number on another one."
    >
      <div className="grid gap-4">
        <Checkbox
          name="highAvailability"
          label="Enable high availability backup number"
          checked={isPaired}
          onChange={(event) => onPairedChange(event.target.checked)}
          hint={
            <>
              <Money micros={monthly} currency={number.currency} per="a month" className="font-medium text-fg" />
              {taxRate ? ` before ${taxRate} GST` : ''}, no set-up fee: a second number from a different carrier is
              rented to your account and billed each month.
            </>
          }
        />
        {isPaired || number.fallbackTier === null ? <FallbackArea {...props} /> : null}
      </div>
    </Card>
  );
}

function FallbackArea({ number, isPaired, reach, onReachChange }: HighAvailabilityCardProps) {
  const { fallbackTier } = number;
  if (fallbackTier === null) {
    return (
      <Alert tone="warn" title="No fallback number is free right now">
        No carrier that fails independently of {number.carrierName} has one. You can ask for it all the same: the
        request waits, and nothing is charged for a fallback until one is found.
      </Alert>
    );
  }
  if (!isPaired) return null;
  const nearest = fallbackTier === 'area' ? number.place : TIER_WORDS[fallbackTier];
  return (
    <RadioGroup
      legend="Where the fallback number may be"
      hint={`The nearest one free now is in ${nearest}.`}
      name="reach"
      value={reach}
      onValueChange={(value) => onReachChange(REACHES.find((one) => one === value) ?? 'country')}
      options={REACHES.map((one) => ({
        value: one,
        label: reachLabel(one, number),
        hint: isWithinReach(fallbackTier, one)
          ? undefined
          : 'None is free there now: the request would wait, uncharged.',
      }))}
    />
  );
}

function reachLabel(reach: Reach, { place, region }: AvailableNumberDetail): string {
  if (reach === 'area') return `Same area only (${place})`;
  return reach === 'state' ? `Same state (${region})` : 'Same area if possible, else the nearest in India';
}
