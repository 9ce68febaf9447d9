'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { acceptSubmittedAction, rejectSubmittedAction } from '@/lib/compliance/actions';
import { ITEM_WORDS } from '@/lib/compliance/format';
import type { ComplianceItem, ItemReasons } from '@/lib/compliance/types';

const ITEMS = ['business_details', 'registration_certificate', 'gst_certificate'] as const satisfies ComplianceItem[];

interface DecisionFormProps {
  applicationId: string;
  /** The submission on the page. */
  submission: number;
  /** Why items were rejected before. */
  former: ItemReasons;
  /** A year from now. */
  validUntil: string;
}

/** Accept, or say of each item that is not right why. */
export function DecisionForm({ applicationId, submission, former, validUntil }: DecisionFormProps) {
  const [wrong, setWrong] = useState<readonly ComplianceItem[]>([]);
  const seen = { applicationId, submission };
  const form = useFormAction(
    async (values) => {
      if (wrong.length === 0) return acceptSubmittedAction({ ...seen, validUntil: textOf(values, 'validUntil') });
      const reasons = Object.fromEntries(wrong.map((item) => [item, textOf(values, `reasons.${item}`)]));
      return rejectSubmittedAction({ ...seen, reasons });
    },
    { onDone: () => notify(wrong.length === 0 ? 'Application accepted' : 'Application rejected') },
  );
  const toggle = (item: ComplianceItem, isWrong: boolean) =>
    setWrong(ITEMS.filter((one) => (one === item ? isWrong : wrong.includes(one))));
  return (
    <form {...form.props}>
      <Card
        id="decision"
        title="Decision"
        description="Tick what is not right and say why; with nothing ticked the application is accepted."
        footer={
          <SubmitButton className="ml-auto" variant={wrong.length === 0 ? 'primary' : 'danger'}>
            {wrong.length === 0 ? 'Accept application' : 'Reject application'}
          </SubmitButton>
        }
      >
        <div className="grid gap-4">
          {ITEMS.map((item) => (
            <div key={item} className="grid gap-2">
              <Checkbox
                label={`${ITEM_WORDS[item]} ${item === 'business_details' ? 'are' : 'is'} not right`}
                hint={former[item] ? `Rejected before: ${former[item].reason}` : undefined}
                checked={wrong.includes(item)}
                onChange={({ target }) => toggle(item, target.checked)}
              />
              {wrong.includes(item) ? (
                <Field
                  label={`Why ${ITEM_WORDS[item].replace(/^[BR]/, (letter) => letter.toLowerCase())}`}
                  hint="The customer reads it as it is."
                  error={form.errorOf(`reasons.${item}`)}
                  className="pl-6.5"
                >
                  {(control) => <Input {...control} name={`reasons.${item}`} maxLength={500} autoComplete="off" />}
                </Field>
              ) : null}
            </div>
          ))}
          {wrong.length === 0 ? (
            <Field
              label="Valid until"
              hint="The last day; empty for no end. The account is told 30, 7 and 1 days before."
              error={form.errorOf('validUntil')}
              className="max-w-56"
            >
              {(control) => <Input {...control} name="validUntil" type="date" defaultValue={validUntil} />}
            </Field>
          ) : null}
          {form.error ? (
            <Alert tone="danger" live>
              {form.error}
            </Alert>
          ) : null}
        </div>
      </Card>
    </form>
  );
}
