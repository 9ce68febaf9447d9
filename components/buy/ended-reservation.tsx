'use client';

import { useState } from 'react';
import { RefusalAlert } from '@/components/buy/refusal-alert';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormAction } from '@/components/ui/use-form-action';
import { reserveNumbersAction } from '@/lib/provisioning/actions';
import { type ChosenTerms, detailsPath } from '@/lib/provisioning/format';

interface EndedReservationProps {
  number: string;
  terms: ChosenTerms;
}

/** The reservation is over: nothing happened, and one press reviews the same again. */
export function EndedReservation({ number, terms }: EndedReservationProps) {
  const [code, setCode] = useState<string>();
  const form = useFormAction(async () => {
    const outcome = await reserveNumbersAction({ number, ...terms });
    setCode(outcome.serverError?.code);
    return outcome;
  });
  return (
    <div className="grid gap-4">
      <Alert tone="warn" live title="The reservation has ended">
        Nothing was bought or charged. The number may still be free: reserve it again to go on.
      </Alert>
      {form.error ? <RefusalAlert message={form.error} code={code} /> : null}
      <form {...form.props} className="flex flex-wrap gap-2">
        <SubmitButton>Reserve and review again</SubmitButton>
        <ButtonLink href={detailsPath(number, terms)} prefetch={false}>
          Back to Details
        </ButtonLink>
      </form>
    </div>
  );
}
