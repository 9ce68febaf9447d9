'use client';

import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { notify } from '@/components/ui/notify';
import { SubmitButton } from '@/components/ui/submit-button';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import { textOf, useFormAction } from '@/components/ui/use-form-action';
import { updateAlertRulesAction } from '@/lib/alerts/actions';
import { ALERT_KIND_MEANINGS, ALERT_KIND_WORDS } from '@/lib/alerts/format';
import type { AlertRule } from '@/lib/alerts/types';

interface RulesFormProps {
  rules: readonly AlertRule[];
  currency: string;
  /** As typed: 250, 100, 10. */
  thresholds: string;
  daysAhead: number;
}

/** Which alerts reach whom: a row a kind, a box a channel. */
export function RulesForm({ rules, currency, thresholds, daysAhead }: RulesFormProps) {
  const form = useFormAction(
    (values) =>
      updateAlertRulesAction({
        rules: rules.map(({ kind }) => ({
          kind,
          inApp: values.has(`${kind}.inApp`),
          webhooks: values.has(`${kind}.webhooks`),
        })),
        thresholds: textOf(values, 'thresholds'),
        daysAhead: textOf(values, 'daysAhead'),
      }),
    { onDone: () => notify('Alert settings saved') },
  );
  return (
    <form {...form.props}>
      <Card
        id="rules"
        flush
        title="What you are told"
        description="For everybody of the account. Notices stand under the bell of every page."
        footer={<SubmitButton className="ml-auto">Save</SubmitButton>}
      >
        {form.error ? (
          <Alert tone="danger" live className="m-4">
            {form.error}
          </Alert>
        ) : null}
        <Table caption="Alerts and their channels">
          <TableHead>
            <TableRow>
              <TableHeader>Alert</TableHeader>
              <TableHeader>Notice</TableHeader>
              <TableHeader>Webhook</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {rules.map((rule) => (
              <RuleRow key={rule.kind} rule={rule} />
            ))}
          </TableBody>
        </Table>
        <div className="grid gap-4 border-t border-line p-4">
          <Field
            className="max-w-md"
            label={`Low balance below, in ${currency}`}
            hint="Up to five amounts, separated by commas. Each is told once when the available balance falls below it."
            error={form.errorOf('thresholds')}
          >
            {(control) => (
              <Input
                {...control}
                name="thresholds"
                defaultValue={thresholds}
                inputMode="decimal"
                autoComplete="off"
                className="figures"
              />
            )}
          </Field>
          <Field
            className="max-w-md"
            label="Days before a rent day"
            hint="From 1 to 14. So long before it rent that is not covered, and rent days ahead, are told."
            error={form.errorOf('daysAhead')}
          >
            {(control) => (
              <Input
                {...control}
                name="daysAhead"
                defaultValue={daysAhead}
                inputMode="numeric"
                autoComplete="off"
                className="figures max-w-24"
              />
            )}
          </Field>
        </div>
      </Card>
    </form>
  );
}

function RuleRow({ rule: { kind, inApp, webhooks } }: { rule: AlertRule }) {
  const words = ALERT_KIND_WORDS[kind];
  return (
    <TableRow>
      <TableRowHeader className="py-2 font-normal whitespace-normal">
        <span className="font-medium">{words}</span>
        <span className="block text-xs text-muted">{ALERT_KIND_MEANINGS[kind]}</span>
      </TableRowHeader>
      <TableCell>
        <Checkbox name={`${kind}.inApp`} defaultChecked={inApp} label={`${words} as notice`} hideLabel />
      </TableCell>
      <TableCell>
        <Checkbox name={`${kind}.webhooks`} defaultChecked={webhooks} label={`${words} as webhook`} hideLabel />
      </TableCell>
    </TableRow>
  );
}
