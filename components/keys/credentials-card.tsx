'use client';

import { useRouter } from 'next/navigation';
import { PasswordDialog } from '@/components/security/password-dialog';
import { SecretOnce } from '@/components/settings/secret-once';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { CopyButton } from '@/components/ui/copy-button';
import { DescriptionList } from '@/components/ui/description-list';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { textOf } from '@/components/ui/use-form-action';
import { revealTokenAction, revokePreviousTokenAction, rotateTokenAction } from '@/lib/keys/actions';

interface CredentialsCardProps {
  authId: string;
  /** Until when the token before the last rotation works, as text; null when none does. */
  previousEnds: string | null;
}

/** Hours an old token may go on, as people say them. */
const OVERLAPS = [
  [0, 'at once'],
  [1, 'in 1 hour'],
  [24, 'in 24 hours'],
  [72, 'in 72 hours'],
] as const;

async function revokePrevious() {
  const { serverError } = await revokePreviousTokenAction();
  return serverError && { error: serverError.message };
}

export function CredentialsCard({ authId, previousEnds }: CredentialsCardProps) {
  return (
    <Card
      id="credentials"
      title="Auth ID and Auth Token"
      description="They open the whole account to a program, and the token signs webhooks. For less, make an API key."
      footer={
        <>
          <PasswordDialog
            trigger={{ children: 'Show token', size: 'sm' }}
            title="Show the Auth Token"
            description="That it was shown stands in the audit log."
            submitLabel="Show token"
            send={(password) => revealTokenAction({ password })}
            result={({ authToken }, close) => <Token value={authToken} onDone={close} />}
            resultTitle="Auth Token"
          />
          <RotateToken />
        </>
      }
    >
      <DescriptionList
        items={[
          {
            term: 'Auth ID',
            value: (
              <span className="inline-flex items-center gap-1">
                <code className="font-mono text-sm break-all">{authId}</code>
                <CopyButton value={authId} label="Auth ID" />
              </span>
            ),
          },
          { term: 'Auth Token', value: <span title="Hidden">••••••••••••</span> },
          ...(previousEnds === null
            ? []
            : [
                {
                  term: 'Token before',
                  value: (
                    <span className="flex flex-wrap items-center gap-3">
                      Works until {previousEnds}
                      <ConfirmDialog
                        trigger={{ children: 'Revoke now', size: 'sm' }}
                        title="Revoke the token before?"
                        description="Programs that still use it are refused at once."
                        confirmLabel="Revoke token"
                        onConfirm={revokePrevious}
                      />
                    </span>
                  ),
                },
              ]),
        ]}
      />
    </Card>
  );
}

function RotateToken() {
  const router = useRouter();
  return (
    <PasswordDialog
      trigger={{ children: 'Rotate token', size: 'sm' }}
      title="Rotate the Auth Token?"
      description="The account gets a new one. Until the old one ends, both work, and webhooks carry both signatures."
      submitLabel="Rotate token"
      tone="danger"
      send={(password, values) => rotateTokenAction({ password, overlapHours: Number(textOf(values, 'overlapHours')) })}
      fields={(errorOf) => (
        <Field label="The old token ends" error={errorOf('overlapHours')}>
          {(control) => (
            <Select {...control} name="overlapHours" defaultValue="24">
              {OVERLAPS.map(([hours, words]) => (
                <option key={hours} value={hours}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      result={({ authToken }, close) => (
        <Token
          value={authToken}
          onDone={() => {
            close();
            router.refresh();
          }}
        />
      )}
      resultTitle="New Auth Token"
    />
  );
}

function Token({ value, onDone }: { value: string; onDone: () => void }) {
  return (
    <div className="grid gap-4">
      <SecretOnce label="Auth Token" value={value} />
      <Button variant="primary" className="sm:justify-self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
