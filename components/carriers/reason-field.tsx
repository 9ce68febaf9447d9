import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** Every change of the network says why; it stands in the audit log and beside what is in force. */
export function ReasonField({ error, example }: { error: string | undefined; example: string }) {
  return (
    <Field label="Reason" hint={`For example “${example}”.`} error={error}>
      {(control) => <Input {...control} name="reason" required maxLength={300} autoComplete="off" />}
    </Field>
  );
}
