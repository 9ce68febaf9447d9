import { Search } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

/** Finds accounts; a plain form, so that it works before any script does. */
export function AccountSearch({ search }: { search: string }) {
  return (
    <search>
      <form action="/operations/accounts" className="flex flex-wrap items-end gap-2 border-b border-line px-4 py-3">
        <Field label="Name or Auth ID" hideLabel className="w-full sm:w-72">
          {(control) => (
            <Input
              {...control}
              type="search"
              name="search"
              defaultValue={search}
              placeholder="Name or Auth ID"
              maxLength={100}
            />
          )}
        </Field>
        <Button type="submit">
          <Search aria-hidden />
          Search
        </Button>
      </form>
    </search>
  );
}
