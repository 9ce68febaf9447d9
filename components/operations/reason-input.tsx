import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** Why an operator does it. */
export function ReasonInput({ error, hint }: { error: string | undefined; hint: string }) {
  return (
    <Field label="Reason" hint={hint} error={error}>
      {(control) => <Input {...control} name="reason" maxLength={300} required autoComplete="off" />}
    </Field>
  );
}
