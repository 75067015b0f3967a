// Adds up the results of the test projects. One that crashed, or that executed nothing, counts as a failure.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = process.argv[2];
const sum = { passed: 0, failed: 0, skipped: 0 };

function fail(name, why) {
  sum.failed++;
  console.log(`${name}: ${why}`);
}

function add(name) {
  const status = Number(readFileSync(join(folder, `${name}.status`), 'utf8'));
  const report = join(folder, `${name}.json`);
  if (!existsSync(report)) return fail(name, `ended with status ${status} and no report.`);

  // What is pending runs on request only.
  const { passed, failed, skipped, other } = JSON.parse(readFileSync(report, 'utf8')).results.summary;
  sum.passed += passed;
  sum.failed += failed + other;
  sum.skipped += skipped;
  if (passed + failed + other === 0) fail(name, 'no test was executed.');
  else if (status !== 0 && failed + other === 0) fail(name, `ended with status ${status} although its tests passed.`);
}

const names = readdirSync(folder).filter(file => file.endsWith('.status')).map(file => basename(file, '.status'));
names.forEach(add);
if (names.length === 0) fail('tests', 'there is no test project.');
console.log(`${sum.passed} passed, ${sum.failed} failed` + (sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''));
process.exit(sum.failed === 0 ? 0 : 1);
