import { Card } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, TableRowHeader } from '@/components/ui/table';
import type { Installation } from '@/lib/operations/types';

type Setting = Installation['settings'][number];

function shownValue({ value, isSecret, source }: Setting) {
  if (isSecret) return <span className="text-muted">{source === 'environment' ? 'Set, not shown' : 'Not set'}</span>;
  if (value === null || value === '') return <span className="text-muted">Not set</span>;
  return <span className="font-mono text-xs break-all">{value}</span>;
}

/** Settings as the console's own process sees them. */
export function SettingsCard({ settings }: Pick<Installation, 'settings'>) {
  return (
    <Card
      id="settings"
      title="Settings"
      description="As the console’s own process sees them. npm start gives some to every process, such as the address of the database it runs itself."
      flush
      className="lg:col-span-2"
    >
      <Table caption="Settings" density="dense">
        <TableHead>
          <TableRow>
            <TableHeader pinned>Setting</TableHeader>
            <TableHeader>Value</TableHeader>
            <TableHeader>Where it is set</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {settings.map((setting) => (
            <TableRow key={setting.name}>
              <TableRowHeader pinned className="font-mono text-xs">
                {setting.name}
              </TableRowHeader>
              <TableCell className="min-w-56">{shownValue(setting)}</TableCell>
              <TableCell className="whitespace-nowrap">
                {setting.source === 'environment' ? 'Environment' : 'Default'}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
