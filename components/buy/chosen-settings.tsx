import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { type ChosenTerms, detailsPath } from '@/lib/provisioning/format';

interface ChosenSettingsProps {
  number: string;
  terms: ChosenTerms;
  /** Names of what was chosen; undefined where there is nothing to choose. */
  application: string | undefined;
  compliance: string | undefined;
}

/** What the number will be set to, and the way back to change it. */
export function ChosenSettings({ number, terms, application, compliance }: ChosenSettingsProps) {
  return (
    <Card
      id="chosen"
      title="Settings"
      actions={
        <ButtonLink href={detailsPath(number, terms)} size="sm" prefetch={false}>
          Change
        </ButtonLink>
      }
    >
      <DescriptionList
        items={[
          { term: 'Alias', value: terms.alias || <span className="text-muted">None</span> },
          { term: 'Application', value: application ?? <span className="text-muted">None</span> },
          ...(compliance ? [{ term: 'Compliance application', value: compliance }] : []),
        ]}
      />
    </Card>
  );
}
