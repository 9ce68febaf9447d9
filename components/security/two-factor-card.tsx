'use client';

import { CircleCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { CodeInput } from '@/components/security/code-input';
import { PasswordDialog } from '@/components/security/password-dialog';
import { RecoveryCodes } from '@/components/security/recovery-codes';
import { TwoFactorSetup } from '@/components/security/two-factor-setup';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { textOf } from '@/components/ui/use-form-action';
import { disableTwoFactorAction, renewRecoveryCodesAction, startTwoFactorAction } from '@/lib/auth/actions';

interface TwoFactorCardProps {
  /** Since when it is on, as text; null while it is off. */
  since: string | null;
  codesLeft: number;
}

const DESCRIPTION = 'Besides your password, sign-in asks for a code of an app on your phone.';

export function TwoFactorCard({ since, codesLeft }: TwoFactorCardProps) {
  const router = useRouter();
  if (since === null)
    return (
      <Card
        id="two-factor"
        title="Two-factor sign-in"
        description={DESCRIPTION}
        actions={
          <PasswordDialog
            trigger={{ children: 'Set up', variant: 'primary' }}
            title="Set up two-factor sign-in"
            description="Any authenticator app will do. First your password."
            submitLabel="Continue"
            send={(password) => startTwoFactorAction({ password })}
            result={(setup, close) => (
              <TwoFactorSetup
                setup={setup}
                onDone={() => {
                  close();
                  router.refresh();
                }}
              />
            )}
          />
        }
      />
    );
  return (
    <Card
      id="two-factor"
      title="Two-factor sign-in"
      description={DESCRIPTION}
      footer={
        <>
          <PasswordDialog
            trigger={{ children: 'New recovery codes', size: 'sm' }}
            title="New recovery codes"
            description="The old ones stop working."
            submitLabel="Make new codes"
            send={(password, values) => renewRecoveryCodesAction({ password, code: textOf(values, 'code') })}
            fields={codeField}
            result={({ recoveryCodes }, close) => <RecoveryCodes codes={recoveryCodes} onDone={close} />}
          />
          <SwitchOff />
        </>
      }
    >
      <p className="flex items-center gap-2">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-ok" />
        <span>
          On since {since}. {codesLeft} of 10 recovery codes are left.
        </span>
      </p>
    </Card>
  );
}

function codeField(errorOf: (field: string) => string | undefined) {
  return (
    <Field label="Code of the app, or a recovery code" error={errorOf('code')}>
      {(control) => <CodeInput control={control} />}
    </Field>
  );
}

function SwitchOff() {
  return (
    <PasswordDialog
      trigger={{ children: 'Switch off', size: 'sm' }}
      title="Switch two-factor sign-in off?"
      description="Your password alone signs you in then. Recovery codes stop working."
      submitLabel="Switch off"
      tone="danger"
      send={(password, values) => disableTwoFactorAction({ password, code: textOf(values, 'code') })}
      fields={codeField}
    />
  );
}
