import { nowhere, PLACES } from './fault-places';
import { POLICY_NAMES } from './policy-names';
import type { Fault, Scenario } from './schema';

/** What contradicts itself in a scenario that is well-formed. */
export interface Mistake {
  path: string;
  says: string;
}

/** Names that do not exist, times outside the run, overlaps that mean nothing. Empty when all is well. */
export function findMistakes(scenario: Scenario): Mistake[] {
  return [
    ...duplicates(scenario),
    ...trunkMistakes(scenario),
    ...numberMistakes(scenario),
    ...destinationMistakes(scenario),
    ...trafficMistakes(scenario),
    ...scenario.faults.flatMap((fault, index) => faultMistakes(scenario, fault, `faults[${index}]`)),
    ...overlaps(scenario.faults),
    ...expectationMistakes(scenario),
    ...(scenario.warmUp >= scenario.lasts ? [{ path: 'warmUp', says: 'must be shorter than the run (lasts)' }] : []),
  ];
}

/** Ids of the carriers' trunks: those named, else the carrier's own. */
export function trunkIds(scenario: Scenario): string[] {
  return scenario.carriers.flatMap((carrier) => carrier.trunks?.map(({ id }) => id) ?? [carrier.id]);
}

function unique(ids: readonly string[], path: (index: number) => string): Mistake[] {
  const seen = new Map<string, number>();
  return ids.flatMap((id, index) => {
    const before = seen.get(id);
    seen.set(id, before ?? index);
    return before === undefined ? [] : [{ path: path(index), says: `"${id}" stands twice; it must be unique` }];
  });
}

function duplicates(scenario: Scenario): Mistake[] {
  return [
    ...unique(
      scenario.carriers.map(({ id }) => id),
      (index) => `carriers[${index}].id`,
    ),
    ...unique(trunkIds(scenario), (index) => `trunks (the ${index + 1}. of all carriers)`),
    ...unique(
      scenario.numbers.map(({ id }) => id),
      (index) => `numbers[${index}].id`,
    ),
    ...unique(
      scenario.destinations.map(({ prefix }) => prefix),
      (index) => `destinations[${index}].prefix`,
    ),
    ...unique(
      scenario.traffic.map(({ id }) => id),
      (index) => `traffic[${index}].id`,
    ),
    ...unique(
      scenario.faults.map(({ id }) => id),
      (index) => `faults[${index}].id`,
    ),
  ];
}

function known(id: string, ids: readonly string[], { path, what }: { path: string; what: string }): Mistake[] {
  if (ids.includes(id)) return [];
  const others = [...new Set(ids)].slice(0, 20).join(', ');
  return [
    { path, says: `there is no ${what} "${id}"; ${others === '' ? 'the file names none' : `there are ${others}`}` },
  ];
}

function trunkMistakes({ carriers }: Scenario): Mistake[] {
  return carriers.flatMap((carrier, index) =>
    carrier.trunks && (carrier.maxChannels !== null || carrier.maxCps !== null)
      ? [{ path: `carriers[${index}]`, says: 'limits stand on its trunks when it names trunks' }]
      : [],
  );
}

function numberMistakes(scenario: Scenario): Mistake[] {
  const carriers = scenario.carriers.map(({ id }) => id);
  const ranges: { from: number; to: number; path: string }[] = [];
  const mistakes = scenario.numbers.flatMap((group, index) => {
    const path = `numbers[${index}]`;
    ranges.push({ from: Number(group.first), to: Number(group.first) + group.count - 1, path: `${path}.first` });
    const own = known(group.carrier, carriers, { path: `${path}.carrier`, what: 'carrier' });
    const { fallback } = group;
    if (!fallback) return own;
    ranges.push({
      from: Number(fallback.first),
      to: Number(fallback.first) + group.count - 1,
      path: `${path}.fallback.first`,
    });
    return [
      ...own,
      ...known(fallback.carrier, carriers, { path: `${path}.fallback.carrier`, what: 'carrier' }),
      ...(group.tied
        ? []
        : [
            { path: `${path}.fallback`, says: 'only tied numbers have a fallback number; others keep their caller ID' },
          ]),
      ...(fallback.carrier === group.carrier
        ? [{ path: `${path}.fallback.carrier`, says: 'must be another carrier than the primary number’s' }]
        : []),
    ];
  });
  const sorted = ranges.sort((a, b) => a.from - b.from);
  const collisions = sorted.flatMap((range, index) => {
    const before = sorted[index - 1];
    return before && before.to >= range.from
      ? [{ path: range.path, says: `these numbers overlap those of ${before.path}` }]
      : [];
  });
  return [...mistakes, ...collisions];
}

function destinationMistakes(scenario: Scenario): Mistake[] {
  const carriers = scenario.carriers.map(({ id }) => id);
  return scenario.destinations.flatMap((destination, index) => [
    ...(destination.prefix.length > destination.length - 3
      ? [{ path: `destinations[${index}].length`, says: 'must leave at least 3 digits after the prefix' }]
      : []),
    ...(destination.routes ?? []).flatMap((route, place) =>
      known(route.carrier, carriers, { path: `destinations[${index}].routes[${place}].carrier`, what: 'carrier' }),
    ),
  ]);
}

function trafficMistakes(scenario: Scenario): Mistake[] {
  const groups = scenario.destinations.map(({ group }) => group);
  return scenario.traffic.flatMap((campaign, index) => {
    const path = `traffic[${index}]`;
    const end = campaign.until ?? scenario.lasts;
    return [
      ...known(
        campaign.numbers,
        scenario.numbers.map(({ id }) => id),
        { path: `${path}.numbers`, what: 'number group' },
      ),
      ...(campaign.destinations ?? []).flatMap((group, place) =>
        known(group, groups, { path: `${path}.destinations[${place}]`, what: 'destination group' }),
      ),
      ...(end > scenario.lasts ? [{ path: `${path}.until`, says: 'must not lie after the run ends (lasts)' }] : []),
      ...(campaign.from >= end ? [{ path: `${path}.from`, says: 'must lie before its end' }] : []),
    ];
  });
}

function faultMistakes(scenario: Scenario, fault: Fault, path: string): Mistake[] {
  const unknown = unknownPlaces(scenario, fault, path);
  return [
    ...(PLACES.some((place) => fault[place] !== undefined)
      ? []
      : [{ path, says: `must say where it lies by one of ${PLACES.join(', ')}` }]),
    ...unknown,
    ...(unknown.length > 0 ? [] : nowhere(scenario, fault).map((says) => ({ path, says }))),
    ...(fault.at + fault.lasts > scenario.lasts
      ? [{ path: `${path}.lasts`, says: 'must end within the run (lasts)' }]
      : []),
    ...(fault.at < scenario.warmUp ? [{ path: `${path}.at`, says: 'must not begin before the warm-up ends' }] : []),
    ...emptyFault(fault, path),
  ];
}

function unknownPlaces(scenario: Scenario, fault: Fault, path: string): Mistake[] {
  const { carriers, destinations } = scenario;
  const names = {
    carrier: carriers.map(({ id }) => id),
    trunk: trunkIds(scenario),
    upstream: carriers.flatMap(({ upstreams }) => upstreams),
    'destination group': destinations.map(({ group }) => group),
    operator: destinations.flatMap(({ operator }) => operator ?? []),
    circle: destinations.flatMap(({ circle }) => circle ?? []),
  };
  const check = (what: keyof typeof names, ids: readonly (string | undefined)[], key: string) =>
    ids.flatMap((id) => (id === undefined ? [] : known(id, names[what], { path: `${path}.${key}`, what })));
  const { prefix } = fault;
  return [
    ...check('carrier', fault.carriers ?? [], 'carriers'),
    ...check('trunk', fault.trunks ?? [], 'trunks'),
    ...check('upstream', [fault.upstream], 'upstream'),
    ...check('destination group', fault.destinations ?? [], 'destinations'),
    ...check('operator', [fault.operator], 'operator'),
    ...check('circle', [fault.circle], 'circle'),
    ...(prefix !== undefined && !destinations.some((destination) => destination.prefix.startsWith(prefix))
      ? [{ path: `${path}.prefix`, says: `no destination’s prefix begins with ${prefix}` }]
      : []),
  ];
}

/** A fault that would change nothing is a slip of the pen. */
function emptyFault(fault: Fault, path: string): Mistake[] {
  if (fault.share === 0) return [{ path: `${path}.share`, says: 'must be above 0' }];
  if (fault.kind === 'slow' && fault.times === 1 && fault.adds === 0)
    return [{ path, says: 'slow needs times above 1 or adds' }];
  if (fault.kind === 'congestion' && fault.share === 1 && !fault.channels && !fault.cps)
    return [{ path, says: 'congestion needs channels, cps or a share below 1 (for all calls use error)' }];
  if (fault.kind === 'quality' && fault.loss + fault.jitterMs + fault.delayMs === 0)
    return [{ path, says: 'quality needs loss, jitterMs or delayMs' }];
  return [];
}

/** Two faults of one kind at one place at one time: which of the two was meant cannot be told. */
function overlaps(faults: readonly Fault[]): Mistake[] {
  const place = (fault: Fault) => JSON.stringify([fault.kind, ...PLACES.map((key) => fault[key] ?? null)]);
  return faults.flatMap((fault, index) =>
    faults
      .slice(0, index)
      .flatMap((before) =>
        place(before) === place(fault) && before.at < fault.at + fault.lasts && fault.at < before.at + before.lasts
          ? [{ path: `faults[${index}]`, says: `overlaps fault "${before.id}" of the same kind at the same place` }]
          : [],
      ),
  );
}

/** A policy or fault that does not exist: what is expected of it would never be checked. */
function expectationMistakes({ expect, faults }: Scenario): Mistake[] {
  const ids = faults.map(({ id }) => id);
  return expect.flatMap(({ policy, beyond, fault }, index) => {
    const path = `expect[${index}]`;
    return [
      ...known(policy, POLICY_NAMES, { path: `${path}.policy`, what: 'policy' }),
      ...(beyond === undefined ? [] : known(beyond, POLICY_NAMES, { path: `${path}.beyond`, what: 'policy' })),
      ...(fault === undefined ? [] : known(fault, ids, { path: `${path}.fault`, what: 'fault' })),
    ];
  });
}
