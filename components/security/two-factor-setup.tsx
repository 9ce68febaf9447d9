'use client';

import { useState } from 'react';
import { CodeInput } from '@/components/security/code-input';
import { RecoveryCodes } from '@/components/security/recovery-codes';
import { SecretOnce } from '@/components/settings/secret-once';
import { Alert } from '@/components/ui/alert';
import { Field } from '@/components/ui/field';
import { SubmitButton } from '@/components/ui/submit-button';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { enableTwoFactorAction } from '@/lib/auth/actions';

interface TwoFactorSetupProps {
  setup: { uri: string; qr: { size: number; path: string }; typed: string };
  onDone: () => void;
}

/** Modules of light around a QR code, without which readers do not find it. */
const BORDER = 4;

export function TwoFactorSetup({ setup, onDone }: TwoFactorSetupProps) {
  const [codes, setCodes] = useState<string[]>();
  const form = useFormAction((values) => enableTwoFactorAction({ code: textOf(values, 'code') }), {
    onDone: (data) => setCodes(data?.recoveryCodes),
  });
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  const { uri, qr, typed } = setup;
  const side = qr.size + 2 * BORDER;
  return (
    <form {...form.props} className="grid gap-4">
      <p className="text-muted">
        Scan this with the app, or{' '}
        <a href={uri} className="link">
          open the app on this device
        </a>
        .
      </p>
      <svg
        role="img"
        aria-label="QR code for the authenticator app"
        viewBox={`${-BORDER} ${-BORDER} ${side} ${side}`}
        shapeRendering="crispEdges"
        className="size-48 justify-self-center rounded-md"
      >
        {/* Dark on light in both themes: apps read nothing else. */}
        <rect x={-BORDER} y={-BORDER} width={side} height={side} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">Or type this key</p>
        <SecretOnce label="key" value={typed} />
      </div>
      {form.error ? (
        <Alert tone="danger" live>
          {form.error}
        </Alert>
      ) : null}
      <Field label="Code the app shows" error={form.errorOf('code')}>
        {(control) => <CodeInput control={control} />}
      </Field>
      <SubmitButton className="sm:justify-self-end">Switch on</SubmitButton>
    </form>
  );
}
