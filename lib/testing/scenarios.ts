/** A scenario small enough for a test: a few hundred calls, one fault. */
export function smallScenario(changes: Record<string, unknown> = {}) {
  return {
    name: 'small',
    title: 'A small outage',
    kind: 'outage',
    place: 'india',
    lasts: '4m',
    warmUp: '30s',
    money: { valuePerAnsweredCall: 0.4 },
    carriers: [{ id: 'meridian' }, { id: 'sagar' }],
    numbers: [
      {
        id: 'sales',
        carrier: 'meridian',
        first: '912248880000',
        count: 10,
        tied: true,
        fallback: { carrier: 'sagar', first: '912261110000' },
      },
    ],
    destinations: [{ group: 'mumbai', prefix: '9198' }],
    traffic: [{ id: 'collections', numbers: 'sales', rate: 5 }],
    faults: [{ id: 'outage', kind: 'silent', at: '1m', lasts: '1m', carriers: ['meridian'] }],
    ...changes,
  };
}

/** Long enough to be met in the middle of its work: half a million calls. */
export function longScenario({ lasts = '3h' } = {}) {
  return smallScenario({ title: 'A long day', lasts, traffic: [{ id: 'collections', numbers: 'sales', rate: 40 }] });
}
