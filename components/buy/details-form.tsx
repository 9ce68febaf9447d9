'use client';

import { useState } from 'react';
import { HighAvailabilityCard } from '@/components/buy/high-availability-card';
import { PriceCard } from '@/components/buy/price-card';
import { RefusalAlert } from '@/components/buy/refusal-alert';
import { type Choice, RequirementCard } from '@/components/buy/requirement-card';
import { SettingsCard } from '@/components/buy/settings-card';
import { isWithinReach } from '@/components/buy/words';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import type { MissingCompliance, SeriesUse } from '@/lib/compliance/types';
import type { AvailableNumberDetail } from '@/lib/numbers/types';
import { reserveNumbersAction } from '@/lib/provisioning/actions';
import { type ChosenTerms, detailsPath } from '@/lib/provisioning/format';
import type { PurchaseQuote } from '@/lib/provisioning/types';

interface DetailsFormProps {
  number: AvailableNumberDetail;
  /** What the number costs alone, and with a fallback where one is offered. */
  quotes: { alone: PurchaseQuote; paired: PurchaseQuote | null };
  /** "18 %"; null where no tax is added. */
  taxRate: string | null;
  applications: readonly Choice[];
  /** Accepted ones it may go under; null where none is needed. */
  compliance: readonly Choice[] | null;
  /** What stands in the way when none is accepted. */
  missing: MissingCompliance | null;
  /** What calls may be made from it, in India. */
  series: SeriesUse;
  /** As chosen before. */
  terms: ChosenTerms;
  /** Why this person cannot buy; null when they can. */
  obstacle: string | null;
}

/** Everything chosen before the review. Sending it reserves; nothing else on the page does. */
export function DetailsForm(props: DetailsFormProps) {
  const { number, quotes, taxRate, applications, compliance, missing, series, terms, obstacle } = props;
  const [isPaired, setPaired] = useState(Boolean(terms.highAvailability && quotes.paired));
  const [reach, setReach] = useState(terms.reach ?? 'country');
  const [code, setCode] = useState<string>();
  const form = useFormAction(async (values) => {
    const chosen = {
      highAvailability: isPaired,
      reach,
      alias: textOf(values, 'alias'),
      applicationId: textOf(values, 'applicationId'),
      complianceApplicationId: textOf(values, 'complianceApplicationId'),
    };
    // Back from the review finds the page as it was filled in.
    window.history.replaceState(null, '', detailsPath(number.number, chosen));
    const outcome = await reserveNumbersAction({ number: number.number, ...chosen });
    setCode(outcome.serverError?.code);
    return outcome;
  });
  const isFallbackFree = number.fallbackTier !== null && isWithinReach(number.fallbackTier, reach);

  return (
    <form {...form.props} className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="grid gap-4">
        {compliance ? (
          <RequirementCard
            options={compliance}
            chosen={terms.complianceApplicationId}
            error={form.errorOf('complianceApplicationId')}
            missing={missing}
            series={series}
          />
        ) : null}
        <SettingsCard applications={applications} terms={terms} errorOf={form.errorOf} />
        <HighAvailabilityCard
          number={number}
          monthly={quotes.paired?.fallback?.monthlyMicros ?? null}
          taxRate={taxRate}
          isPaired={isPaired}
          reach={reach}
          onPairedChange={setPaired}
          onReachChange={setReach}
        />
      </div>
      <PriceCard
        quotes={quotes}
        isPaired={isPaired}
        isFallbackFree={isFallbackFree}
        taxRate={taxRate}
        className="lg:sticky lg:top-[calc(var(--header-height)+1.5rem)]"
      >
        {form.error ? <RefusalAlert message={form.error} code={code} /> : null}
        {obstacle ? (
          <p className="text-sm text-muted">{obstacle}</p>
        ) : (
          <>
            <SubmitButton size="lg" className="w-full">
              Review and reserve
            </SubmitButton>
            <p className="text-xs text-muted">
              Reserves {isPaired && isFallbackFree ? 'both numbers' : 'the number'} for 10 minutes. Nothing is charged
              yet.
            </p>
          </>
        )}
      </PriceCard>
    </form>
  );
}
