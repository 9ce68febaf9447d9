import type { Route } from 'next';
import type { ReactNode } from 'react';
import type { ChangeKind, ChangeParams } from '@/components/bulk/change-params';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Link } from '@/components/ui/link';
import { Select } from '@/components/ui/select';
import { KIND_WORDS, PATTERN_MAX } from '@/lib/bulk/format';
import { cn } from '@/lib/cn';

interface ChangeFormProps {
  params: ChangeParams;
  /** Kinds this person may ask for, with the address of each. */
  kinds: readonly { kind: ChangeKind; href: Route }[];
  applications: readonly { id: string; name: string }[];
  /** The selection as hidden fields. */
  hidden: readonly [name: string, value: string][];
}

/** What to change; a plain form, whose answer is the same page with its preview. */
export function ChangeForm({ params, kinds, applications, hidden }: ChangeFormProps) {
  return (
    <Card id="change" title="What to change">
      <nav aria-label="Kind of change" className="mb-4 flex flex-wrap gap-1">
        {kinds.map(({ kind, href }) => (
          <Link
            key={kind}
            href={href}
            scroll={false}
            aria-current={params.do === kind ? 'page' : undefined}
            className={cn(
              'inline-flex min-h-8 items-center rounded-md border border-line px-3 hover:bg-hover pointer-coarse:min-h-10',
              params.do === kind && 'border-accent bg-accent-soft font-medium',
            )}
          >
            {KIND_WORDS[kind]}
          </Link>
        ))}
      </nav>
      {params.do ? (
        <form method="get" className="grid max-w-2xl gap-4" aria-label={KIND_WORDS[params.do]}>
          {hidden.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <input type="hidden" name="do" value={params.do} />
          <input type="hidden" name="preview" value="on" />
          <Fields params={params} applications={applications} />
          <div>
            <Button type="submit" variant="primary">
              Preview
            </Button>
          </div>
        </form>
      ) : (
        <p className="text-muted">Choose one; a preview comes before anything is changed.</p>
      )}
    </Card>
  );
}

function Fields({ params, applications }: Pick<ChangeFormProps, 'params' | 'applications'>): ReactNode {
  switch (params.do) {
    case 'application':
      return (
        <Field label="Application" hint="Handles calls to these numbers and to the fallbacks that follow them.">
          {(control) => (
            <Select {...control} name="application" defaultValue={params.application}>
              <option value="">None</option>
              {applications.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      );
    case 'alias':
      return (
        <Field
          label="Alias pattern"
          hint="{n} counts, {nnn} with leading zeros; {place}, {number} and {last4} are the number’s own. Empty removes the aliases."
        >
          {(control) => (
            <Input
              {...control}
              name="pattern"
              placeholder="Delhi {n}"
              defaultValue={params.pattern}
              maxLength={PATTERN_MAX}
              autoComplete="off"
            />
          )}
        </Field>
      );
    case 'tags':
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Add tags" hint="With blanks or commas between them.">
            {(control) => <Input {...control} name="add" defaultValue={params.add} autoComplete="off" />}
          </Field>
          <Field label="Remove tags">
            {(control) => <Input {...control} name="remove" defaultValue={params.remove} autoComplete="off" />}
          </Field>
        </div>
      );
    case 'enable_ha':
      return (
        <Field label="Where fallback numbers may be">
          {(control) => (
            <Select {...control} name="reach" defaultValue={params.reach}>
              <option value="country">Same area if possible, else the nearest in India</option>
              <option value="state">Same state</option>
              <option value="area">Same area only</option>
            </Select>
          )}
        </Field>
      );
    case 'release':
      return (
        <p className="max-w-prose text-muted">
          Rentals end at once, without a refund, each with its fallback. For 5 days they can be bought back. Protected
          numbers stay.
        </p>
      );
    default:
      return null;
  }
}
