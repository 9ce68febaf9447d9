import { describe, expect, it } from 'vitest';
import { carrierSchema } from '@/lib/simulator/scenario/schema-carriers';
import { CARRIERS } from '@/lib/stock/rules';
import { CALL_RATES, demoRoutes, destinationsOf, plainRoutes } from './rules-routes';
import { DEMO_TRUNKS } from './rules-trunks';

const slugs = DEMO_TRUNKS.map(({ slug }) => slug);

describe('the invented carriers', () => {
  it('have a trunk or two each', () => {
    for (const { slug } of CARRIERS) {
      const own = DEMO_TRUNKS.filter(({ carrier }) => carrier === slug);
      expect([1, 2], slug).toContain(own.length);
    }
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  it('behave as a scenario can say', () => {
    for (const { slug, behaviour, maxChannels, maxCps } of DEMO_TRUNKS)
      expect(carrierSchema.safeParse({ id: slug, maxChannels, maxCps, ...behaviour }).error, slug).toBeUndefined();
  });
});

describe('routes', () => {
  it('name trunks there are, once each prefix', () => {
    const keys = demoRoutes().map(({ prefix, trunk }) => `${prefix} ${trunk}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { trunk } of demoRoutes()) expect(slugs).toContain(trunk);
  });

  it('reach every country by two carriers that share no failure domain', () => {
    const carrierOf = new Map(DEMO_TRUNKS.map(({ slug, carrier }) => [slug, carrier]));
    for (const country of ['IN', 'US', 'CA', 'GB', 'AU', 'SG', 'AE'])
      for (const { prefix } of destinationsOf(country)) {
        const carriers = new Set(
          demoRoutes()
            .filter((route) => route.prefix === prefix)
            .map(({ trunk }) => carrierOf.get(trunk)),
        );
        const domains = CARRIERS.filter(({ slug }) => carriers.has(slug)).map(({ failureDomains }) => failureDomains);
        const apart = domains.some((one) => domains.some((other) => one.every((d) => !new Set<string>(other).has(d))));
        expect(apart, `${country} ${prefix}`).toBe(true);
      }
  });

  it('of a trunk nobody described serve its countries once', () => {
    expect(plainRoutes('x', ['US', 'CA', 'SG']).map(({ prefix }) => prefix)).toEqual(['1', '65']);
  });
});

describe('call rates', () => {
  it('lie above what the dearest route to them costs, in both currencies', () => {
    for (const { prefix, costMicros } of demoRoutes()) {
      const rate = CALL_RATES.filter((row) => prefix.startsWith(row.prefix)).toSorted(
        (one, other) => other.prefix.length - one.prefix.length,
      )[0];
      expect(rate?.usdMicros, prefix).toBeGreaterThan(costMicros);
      expect(rate?.inrMicros, prefix).toBeGreaterThan(costMicros * 75n);
    }
  });

  it('have ₹0.60 a minute to India', () => {
    expect(CALL_RATES.find(({ prefix }) => prefix === '91')?.inrMicros).toBe(600_000n);
  });
});
