// The HTML report of an audit in a browser: nothing is fetched, no script fails, the filters show what they say.
//
//   npm install && node report.test.mjs REPORT.html [FOLDER_FOR_SCREENSHOTS]
//
// Exit status: 0 as it should be, 1 not, 77 no browser or no playwright-core here (a skipped test).
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';

const [report, shots] = process.argv.slice(2);
const browserPath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find((p) => p && existsSync(p));
const playwright = await import('playwright-core').catch(() => null);
if (!playwright || !browserPath) {
  console.log('skipped: playwright-core or chromium is not installed');
  process.exit(77);
}
if (!report) {
  console.error('usage: node report.test.mjs REPORT.html [FOLDER_FOR_SCREENSHOTS]');
  process.exit(2);
}

const browser = await playwright.chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const fetched = [];
  const errors = [];
  page.on('request', (request) => fetched.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto('file://' + path.resolve(report));

  const shot = (name) => shots && page.screenshot({ path: path.join(shots, name + '.png') });
  const visible = () => page.locator('article:visible').count();
  const told = async () => (await page.locator('#n').textContent()).match(/\d+/g).map(Number);
  const all = await visible();
  assert.ok(all > 0, 'the report has findings');
  assert.deepEqual(await told(), [all, all]);
  await shot('all');

  // One rule of the list.
  const rule = await page.locator('#r option').nth(1).getAttribute('value');
  await page.locator('#r').selectOption(rule);
  const ofRule = await page.locator(`article[data-r="${rule}"]`).count();
  assert.equal(await visible(), ofRule);
  assert.deepEqual(await told(), [ofRule, all]);
  await shot('one-rule');
  await page.locator('#r').selectOption('');

  // A severity, by a click.
  const warnings = await page.locator('article[data-s="warn"]').count();
  await page.locator('input[name=s][value=warn]').click();
  assert.equal(await visible(), all - warnings);
  await shot('without-warnings');
  await page.locator('input[name=s][value=warn]').click();

  // Words without diacritics find words with them; words that stand nowhere find nothing.
  await page.locator('#q').fill('nghi dinh');
  const withWords = await visible();
  await page.locator('#q').fill('nghị định');
  assert.equal(await visible(), withWords);
  assert.ok(withWords > 0);
  await page.locator('#q').fill('zzqqxx');
  assert.equal(await visible(), 0);
  await page.locator('#q').fill('');
  assert.equal(await visible(), all);

  // A telephone: nothing runs out of the page.
  await page.setViewportSize({ width: 400, height: 800 });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} pixels too wide at 400`);
  await shot('narrow');

  assert.deepEqual(errors, []);
  assert.equal(fetched.length, 1, 'nothing but the page itself is fetched: ' + fetched.join(', '));
  console.log(`${all} findings, filters as they should be`);
} finally {
  await browser.close();
}
