import type { Choice } from '@/components/buy/requirement-card';
import { ALIAS_MAX_LENGTH } from '@/components/buy/terms-params';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { ChosenTerms } from '@/lib/provisioning/format';

interface SettingsCardProps {
  applications: readonly Choice[];
  terms: ChosenTerms;
  errorOf: (field: string) => string | undefined;
}

/** What the number is called and which application answers it, from its first moment on. */
export function SettingsCard({ applications, terms, errorOf }: SettingsCardProps) {
  const chosen = applications.find(({ id }) => id === terms.applicationId)?.id ?? '';
  return (
    <Card id="settings" title="Settings" description="Both can be changed later.">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Alias" optional hint="A name your team knows the number by." error={errorOf('alias')}>
          {(control) => (
            <Input
              {...control}
              name="alias"
              autoComplete="off"
              maxLength={ALIAS_MAX_LENGTH}
              defaultValue={terms.alias ?? ''}
            />
          )}
        </Field>
        <Field label="Application" optional hint="Handles incoming calls." error={errorOf('applicationId')}>
          {(control) => (
            <Select {...control} name="applicationId" defaultValue={chosen}>
              <option value="">None</option>
              {applications.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </Card>
  );
}
