'use client';

import { useState } from 'react';
import { ReasonInput } from '@/components/operations/reason-input';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { Select } from '@/components/ui/select';
import { textOf } from '@/components/ui/use-form-action';
import { switchStockAction, updateSandboxAction } from '@/lib/operations/actions';
import type { SandboxBehaviour } from '@/lib/operations/types';

interface SandboxButtonsProps {
  slug: string;
  name: string;
  sandbox: SandboxBehaviour;
}

type DialogProps = SandboxButtonsProps & { open: boolean; onClose: () => void };

const OUTCOMES = {
  accept: 'Accept orders',
  refuse: 'Refuse orders',
  timeout: 'Do not answer',
} as const;

function outcomeOf(text: string): keyof typeof OUTCOMES {
  return text === 'refuse' || text === 'timeout' ? text : 'accept';
}

/** What an operator tells a sandbox carrier. */
export function SandboxButtons(props: SandboxButtonsProps) {
  const [open, setOpen] = useState<'answers' | 'stock' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Button aria-haspopup="dialog" onClick={() => setOpen('stock')}>
        Stock-out
      </Button>
      <Button aria-haspopup="dialog" onClick={() => setOpen('answers')}>
        Change answers
      </Button>
      <AnswersDialog {...props} open={open === 'answers'} onClose={close} />
      <StockDialog {...props} open={open === 'stock'} onClose={close} />
    </>
  );
}

function AnswersDialog({ slug, name, sandbox, open, onClose }: DialogProps) {
  const send = (values: FormData) => {
    const minutes = textOf(values, 'minutes').trim();
    return updateSandboxAction({
      carrier: slug,
      outcome: outcomeOf(textOf(values, 'outcome')),
      orderDelayMs: Number(textOf(values, 'orderDelayMs')),
      activationDelayMs: Number(textOf(values, 'activationDelayMs')),
      refusalReason: textOf(values, 'refusalReason'),
      minutes: minutes === '' ? null : Number(minutes),
      reason: textOf(values, 'reason'),
    });
  };
  return (
    <FormDialog
      {...{ open, onClose, send }}
      size="lg"
      title={`How ${name} answers orders`}
      description="Orders under way meet it too. With an answer later than 5 s, or none, an order is tried again for about two minutes."
      submitLabel="Save answers"
    >
      {(errorOf) => (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Answer" error={errorOf('outcome')}>
            {(control) => (
              <Select {...control} name="outcome" defaultValue={sandbox.outcome}>
                {Object.entries(OUTCOMES).map(([value, word]) => (
                  <option key={value} value={value}>
                    {word}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="What it says when it refuses" optional error={errorOf('refusalReason')}>
            {(control) => (
              <Input
                {...control}
                name="refusalReason"
                maxLength={200}
                defaultValue={sandbox.refusalReason ?? ''}
                autoComplete="off"
              />
            )}
          </Field>
          <Field label="Order delay" hint="Milliseconds until it answers an order." error={errorOf('orderDelayMs')}>
            {(control) => (
              <Input {...control} name="orderDelayMs" inputMode="numeric" defaultValue={sandbox.orderDelayMs} />
            )}
          </Field>
          <Field
            label="Activation delay"
            hint="Milliseconds until an accepted number works."
            error={errorOf('activationDelayMs')}
          >
            {(control) => (
              <Input
                {...control}
                name="activationDelayMs"
                inputMode="numeric"
                defaultValue={sandbox.activationDelayMs}
              />
            )}
          </Field>
          <Field
            label="Minutes"
            optional
            hint="Then it answers as usual again; empty: until you change it."
            error={errorOf('minutes')}
          >
            {(control) => <Input {...control} name="minutes" inputMode="numeric" autoComplete="off" />}
          </Field>
          <ReasonInput hint="Stands in the audit log." error={errorOf('reason')} />
        </div>
      )}
    </FormDialog>
  );
}

function StockDialog({ slug, name, open, onClose }: DialogProps) {
  const send = async (values: FormData) => {
    const out = textOf(values, 'out') === 'out';
    const outcome = await switchStockAction({
      carrier: slug,
      areaCode: textOf(values, 'areaCode').trim(),
      out,
      reason: textOf(values, 'reason'),
    });
    if (outcome.data !== undefined)
      void notify(`${outcome.data.toLocaleString('en')} numbers are ${out ? 'off' : 'on'} sale.`);
    return outcome;
  };
  return (
    <FormDialog
      {...{ open, onClose, send }}
      title={`Stock of ${name}`}
      description="Off sale, its free numbers are not offered and are no fallback for anybody, until you put them back. Numbers that customers have are not touched."
      submitLabel="Change stock"
    >
      {(errorOf) => (
        <>
          <Field label="Free numbers" error={errorOf('out')}>
            {(control) => (
              <Select {...control} name="out" defaultValue="out">
                <option value="out">Take off sale</option>
                <option value="in">Put back on sale</option>
              </Select>
            )}
          </Field>
          <Field label="Area code" optional hint="For instance 80; empty for all areas." error={errorOf('areaCode')}>
            {(control) => <Input {...control} name="areaCode" inputMode="numeric" maxLength={6} autoComplete="off" />}
          </Field>
          <ReasonInput hint="Stands in the audit log." error={errorOf('reason')} />
        </>
      )}
    </FormDialog>
  );
}
