import type { Carrier, Destination, Fault, Scenario } from './schema';

const TRUNK_PLACES = ['carriers', 'trunks', 'upstream'] as const;
const DESTINATION_PLACES = ['destinations', 'operator', 'circle', 'prefix'] as const;

/** The keys by which a fault says where it lies. */
export const PLACES = [...TRUNK_PLACES, ...DESTINATION_PLACES] as const;

/** What is wrong when places that each exist exclude one another: the fault would meet no call. */
export function nowhere({ carriers, destinations }: Scenario, fault: Fault): string[] {
  const given = (places: readonly (typeof PLACES)[number][]) =>
    places.filter((place) => fault[place] !== undefined).join(' and ');
  return [
    ...(carriers.some((carrier) => liesOnTrunk(carrier, fault))
      ? []
      : [`lies nowhere: no trunk fits ${given(TRUNK_PLACES)}`]),
    ...(destinations.some((destination) => liesOnDestination(destination, fault))
      ? []
      : [`lies nowhere: no destination fits ${given(DESTINATION_PLACES)}`]),
  ];
}

function fits(value: string | null | undefined, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || (typeof value === 'string' && wanted.includes(value));
}

/** Whether any trunk of the carrier is meant. */
function liesOnTrunk({ id, trunks, upstreams }: Carrier, fault: Fault): boolean {
  const ids = trunks?.map((trunk) => trunk.id) ?? [id];
  const isBehind = fault.upstream === undefined || upstreams.includes(fault.upstream);
  return isBehind && fits(id, fault.carriers) && ids.some((trunk) => fits(trunk, fault.trunks));
}

function liesOnDestination({ group, operator, circle, prefix }: Destination, fault: Fault): boolean {
  return (
    prefix.startsWith(fault.prefix ?? '') &&
    fits(group, fault.destinations) &&
    fits(operator, fault.operator === undefined ? undefined : [fault.operator]) &&
    fits(circle, fault.circle === undefined ? undefined : [fault.circle])
  );
}
