import { Capabilities } from '@/components/buy/capabilities';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { NUMBER_TYPE_WORDS, placeText } from '@/lib/numbers/format';
import type { AvailableNumberDetail } from '@/lib/numbers/types';
import { getCountry } from '@/lib/phone/countries';

/** What the number is; nothing to choose here. */
export function NumberFacts({ number }: { number: AvailableNumberDetail }) {
  const { name, trunkPrefix } = getCountry(number.countryIso);
  const codeTerm = number.countryIso === 'IN' ? 'STD code' : 'Area code';
  return (
    <Card id="details" title="Details">
      <DescriptionList
        layout="grid"
        className="max-sm:grid-cols-2"
        items={[
          { term: 'Place', value: placeText(number) },
          { term: 'Country', value: name },
          ...(number.areaCode ? [{ term: codeTerm, value: `${trunkPrefix}${number.areaCode}` }] : []),
          { term: 'Type', value: NUMBER_TYPE_WORDS[number.type] },
          { term: 'Carrier', value: number.carrierName },
          { term: 'Capabilities', value: <Capabilities has={number.capabilities} wraps /> },
        ]}
      />
    </Card>
  );
}
