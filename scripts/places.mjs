// Writes what a country tells of somebody there: its time zone where it has one, and its language where that is one of ours.
//   node scripts/places.mjs      (needs the time zone database of the machine: Debian's tzdata)
import { readFileSync, writeFileSync } from 'node:fs';

const target = new URL('../functions/Intake/Enrichment/Data/places.txt', import.meta.url);
const database = '/usr/share/zoneinfo/';
const ours = new Set(['nl', 'de', 'fr', 'en']);
// Likely in one of ours, and yet a great part of them speaks another: it tells nothing of a person.
const several = new Set(['BE', 'CA', 'CH', 'CM', 'LU', 'MT', 'MU', 'SG', 'VU', 'ZA']);

const version = /version (\S+)/.exec(readFileSync(`${database}tzdata.zi`, 'utf8'))[1];
const zones = new Map();
for (const line of readFileSync(`${database}zone.tab`, 'utf8').split('\n').filter(line => line && !line.startsWith('#'))) {
  const [country, , zone] = line.split('\t');
  zones.set(country, [...(zones.get(country) ?? []), zone]);
}

// The clocks of every week of the last and the next two years: zones that show the same are one.
const weeks = Array.from({ length: 208 }, (_, week) => new Date(Date.UTC(new Date().getUTCFullYear() - 2, 0, 1 + week * 7)));
function clocks(zone) {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  return weeks.map(week => format.formatToParts(week).find(part => part.type === 'timeZoneName').value).join();
}

// The database names the most populous zone of a country first.
const one = all => (new Set(all.map(clocks)).size === 1 ? all[0] : '');

function language(country) {
  const likely = new Intl.Locale(`und-${country}`).maximize().language;
  return ours.has(likely) && !several.has(country) ? likely : '';
}

const lines = [...zones.keys()].sort().map(country => [country, one(zones.get(country)), language(country)]).filter(([, zone, code]) => zone || code);
const header = [
  `# Source: IANA time zone database ${version}, zone.tab; Unicode CLDR ${process.versions.cldr}, likely subtags`, '# Licence: public domain; Unicode-3.0',
  '# ISO 3166-1 alpha-2, the time zone where the country has one, the language where it is one of ours.',
];
writeFileSync(target, [...header, ...lines.map(line => line.join('|')), ''].join('\n'));
console.log(lines.length);
