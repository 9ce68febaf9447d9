import type { CountryIso } from '@/lib/phone/countries';

/**
 * Names in everyday use for places that the numbering data calls something else: today's official
 * names, and old ones that live on. All in lower case.
 */
const OTHER_NAMES: Partial<Record<CountryIso, Readonly<Record<string, string>>>> = {
  IN: {
    alleppey: 'alappuzha',
    belagavi: 'belgaum',
    ballari: 'bellary',
    baroda: 'vadodara',
    bathinda: 'bhatinda',
    bengaluru: 'bangalore',
    bombay: 'mumbai',
    calcutta: 'kolkata',
    calicut: 'kozhikode',
    cannanore: 'kannur',
    cochin: 'ernakulam',
    delhi: 'new delhi',
    gurugram: 'gurgaon',
    kalaburagi: 'gulbarga',
    kochi: 'ernakulam',
    madras: 'chennai',
    mangaluru: 'mangalore',
    mysuru: 'mysore',
    nashik: 'nasik',
    ooty: 'udhagamandalam',
    palghat: 'palakkad',
    panaji: 'goa',
    panjim: 'goa',
    prayagraj: 'allahabad',
    puducherry: 'pondicherry',
    quilon: 'kollam',
    shivamogga: 'shimoga',
    tanjore: 'thanjavur',
    trichur: 'thrissur',
    trichy: 'tiruchchirappalli',
    trivandrum: 'thiruvananthapuram',
    tumakuru: 'tumkur',
    vizag: 'visakhapatnam',
  },
};

/** Shorter beginnings fit too many of the other names to mean one of them. */
const MIN_OTHER_NAME = 3;

/** The lower-case names to look a place up by: what was typed, and what it is called in the data. */
export function placeNamesFor(country: CountryIso, text: string): string[] {
  const typed = text.toLowerCase();
  const others =
    typed.length < MIN_OTHER_NAME
      ? []
      : Object.entries(OTHER_NAMES[country] ?? {}).filter(([name]) => name.startsWith(typed));
  return [...new Set([typed, ...others.map(([, place]) => place)])];
}
