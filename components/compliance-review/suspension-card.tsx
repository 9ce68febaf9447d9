'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { FormDialog } from '@/components/ui/form-dialog';
import { Input } from '@/components/ui/input';
import { textOf } from '@/components/ui/use-form-action';
import { liftSuspensionAction, suspendApplicationAction } from '@/lib/compliance/actions';
import { suspensionSentence } from '@/lib/compliance/format';
import type { SuspensionEffect } from '@/lib/compliance/types';

interface SuspensionCardProps {
  applicationId: string;
  status: 'accepted' | 'suspended';
  reason: string | null;
  effect: SuspensionEffect;
}

/** Takes an accepted application out of force, with a preview of what that blocks, and puts it back. */
export function SuspensionCard({ applicationId, status, reason, effect }: SuspensionCardProps) {
  if (status === 'suspended') {
    return (
      <Card id="suspension" title="Suspended" description={reason} tone="danger">
        <ConfirmDialog
          trigger={{ children: 'Lift suspension' }}
          title="Lift the suspension"
          description={`Calls from its numbers go out again (${effect.numbers}), and numbers can be rented under it.`}
          tone="primary"
          confirmLabel="Lift suspension"
          onConfirm={async () => {
            const { serverError } = await liftSuspensionAction({ applicationId });
            return serverError ? { error: serverError.message } : undefined;
          }}
        />
      </Card>
    );
  }
  return (
    <Card id="suspension" title="Suspend" description={suspensionSentence(effect)} tone="danger">
      <SuspendButton applicationId={applicationId} effect={effect} />
    </Card>
  );
}

function SuspendButton({ applicationId, effect }: { applicationId: string; effect: SuspensionEffect }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="danger" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Suspend application
      </Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Suspend application"
        description={suspensionSentence(effect)}
        submitLabel="Suspend application"
        tone="danger"
        send={(values) => suspendApplicationAction({ applicationId, reason: textOf(values, 'reason') })}
      >
        {(errorOf) => (
          <Field label="Reason" hint="The customer reads it as it is." error={errorOf('reason')}>
            {(control) => <Input {...control} name="reason" maxLength={500} autoComplete="off" />}
          </Field>
        )}
      </FormDialog>
    </>
  );
}
