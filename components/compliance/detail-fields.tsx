import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { textOf } from '@/components/ui/use-form-action';
import { DETAIL_FIELDS } from '@/lib/compliance/format';
import type { BusinessDetails } from '@/lib/compliance/types';

interface DetailFieldsProps {
  alias: string;
  details: BusinessDetails;
  errorOf: (field: string) => string | undefined;
}

/** The requirement's own fields, and what the application is called here. */
export function DetailFields({ alias, details, errorOf }: DetailFieldsProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field
        label="Application name"
        hint="For yourself: what you will choose it by when you buy."
        error={errorOf('alias')}
        className="sm:col-span-2 sm:max-w-md"
      >
        {(control) => (
          <Input {...control} name="alias" defaultValue={alias} maxLength={80} autoComplete="off" required />
        )}
      </Field>
      {DETAIL_FIELDS.map(({ name, label, hint, maxLength, optional, autoComplete }) => (
        <Field key={name} label={label} hint={hint} optional={optional ?? false} error={errorOf(name)}>
          {(control) => (
            <Input
              {...control}
              name={name}
              type={name === 'email' ? 'email' : 'text'}
              inputMode={name === 'postalCode' ? 'numeric' : undefined}
              defaultValue={details[name]}
              maxLength={maxLength}
              autoComplete={autoComplete}
            />
          )}
        </Field>
      ))}
    </div>
  );
}

/** What was typed, as the actions take it. */
export function detailsOf(values: FormData) {
  return {
    alias: textOf(values, 'alias'),
    businessName: textOf(values, 'businessName'),
    registrationNumber: textOf(values, 'registrationNumber'),
    firstName: textOf(values, 'firstName'),
    lastName: textOf(values, 'lastName'),
    email: textOf(values, 'email'),
    addressLine1: textOf(values, 'addressLine1'),
    addressLine2: textOf(values, 'addressLine2'),
    city: textOf(values, 'city'),
    state: textOf(values, 'state'),
    postalCode: textOf(values, 'postalCode'),
  };
}
