// Writes the names of countries in four languages, as the Unicode CLDR data of Node.js has them.
//   node scripts/countries.mjs
import { writeFileSync } from 'node:fs';

const target = new URL('../functions/Intake/Enrichment/Data/countries.txt', import.meta.url);
const languages = ['en', 'nl', 'de', 'fr'].map(code => new Intl.DisplayNames([code], { type: 'region', fallback: 'none' }));

// What people write and CLDR does not.
const others = {
  NL: ['Holland', 'The Netherlands', 'NLD', 'Ned.', 'Hollande'], BE: ['Vlaanderen', 'Flanders', 'BEL'], DE: ['DEU', 'Federal Republic of Germany'],
  FR: ['FRA'], GB: ['UK', 'GBR', 'Great Britain', 'England', 'Engeland', 'Scotland', 'Wales', 'Groot-Brittannië', 'Großbritannien', 'Grande-Bretagne'],
  US: ['USA', 'United States of America', 'VS', 'Verenigde Staten van Amerika', 'America', 'Amerika'], AT: ['AUT'], CH: ['CHE'], LU: ['LUX'],
  CZ: ['Czech Republic', 'Tsjechische Republiek', 'Tschechische Republik'], IE: ['Republic of Ireland'], TR: ['Turkey'],
};
// Regions that are no country of ISO 3166, or whose code is reserved only.
const excluded = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'XK', 'ZZ',
  'AN', 'BU', 'CS', 'DD', 'FX', 'NT', 'QU', 'SU', 'TP', 'UK', 'YD', 'YU', 'ZR']);

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const lines = letters.flatMap(a => letters.map(b => a + b))
  .filter(code => !excluded.has(code) && languages[0].of(code))
  // A withdrawn code that CLDR shows under its successor's name.
  .filter(code => new Intl.Locale(`und-${code}`).region === code)
  .map(code => [code, ...new Set([...languages.map(names => names.of(code)).filter(Boolean), ...(others[code] ?? [])])].join('|'));
writeFileSync(target, [`# Source: Unicode CLDR ${process.versions.cldr}`, '# Licence: Unicode-3.0', '# ISO 3166-1 alpha-2, then names in English, Dutch, German and French.', ...lines, ''].join('\n'));
console.log(lines.length);
