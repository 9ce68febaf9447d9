import { DescriptionList } from '@/components/ui/description-list';
import { DETAIL_FIELDS } from '@/lib/compliance/format';
import type { BusinessDetails } from '@/lib/compliance/types';

/** The fields of an application, to be read beside its certificates. */
export function DetailList({ details }: { details: BusinessDetails }) {
  const items = DETAIL_FIELDS.filter(({ name, optional }) => !optional || details[name] !== '').map(
    ({ name, label }) => ({
      key: name,
      term: label,
      value: details[name] === '' ? <span className="text-muted">Not given</span> : details[name],
    }),
  );
  return <DescriptionList items={items} className="-my-2 break-words" />;
}
