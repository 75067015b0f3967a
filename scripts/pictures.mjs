// Takes the pictures of docs/pictures: pictures.mjs <folder with the documents> <folder for the pictures> [all]
// All four views of each with "all", to be looked at; else those that the pages about handoffs and the team show.
import { readFileSync, readdirSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const [from, to, which] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(root, 'tests/Intake.Browser.Tests/bin/Local/Debug/net10.0/.playwright/package/index.mjs')));

const widths = { phone: 390, desktop: 1280 };
const shown = which === 'all' ? null : new Set(['handoff', 'team'].flatMap(page => [...readFileSync(join(root, `docs/${page}.md`), 'utf8').matchAll(/pictures\/([a-z-]+\.[a-z-]+)\.png/g)].map(match => match[1])));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-sync', '--disable-background-networking'] });
mkdirSync(to, { recursive: true });
let sideways = 0;
for (const file of readdirSync(from).filter(name => /^(mail|page)-.*\.html$/.test(name)).sort())
  for (const [device, width] of Object.entries(widths))
    for (const scheme of ['light', 'dark']) {
      const name = `${basename(file, '.html')}.${device}-${scheme}`;
      if (shown && !shown.has(name)) continue;
      const page = await browser.newPage({ viewport: { width, height: device === 'phone' ? 640 : 480 }, colorScheme: scheme, javaScriptEnabled: false });
      await page.goto(pathToFileURL(join(from, file)).href);
      await page.screenshot({ path: join(to, `${name}.png`), fullPage: true });
      const box = await page.locator('body').evaluate(body => body.ownerDocument.documentElement.scrollWidth).catch(() => width);
      if (box > width) { console.error(`${name} scrolls sideways: ${box} of ${width}`); sideways++; }
      await page.close();
    }
await browser.close();
process.exit(sideways ? 1 : 0);
