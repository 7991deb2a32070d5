// Checks pages as the programs do that others check them with, and as readers see them:
//   node check-page.mjs TOOLS PAGE.html...
// TOOLS is a folder where `npm install vnu-jar axe-core playwright-core html-validate` has been run;
// Java and Chromium (CHROMIUM names it, /usr/bin/chromium if not) must be there.
//
// Checked: the W3C's checker (vnu) and html-validate have no error; axe finds nothing, light and dark,
// on a phone and on a desk; nothing runs over the edge; nothing is fetched; on a phone the text begins on
// the first screen; every switch of a document's page takes its marks away, without a script; a page with
// its text beside it (PAGE.txt) holds it to the character. Exits with 1 and says what is wrong.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tools, ...pages] = process.argv.slice(2);
if (!tools || pages.length === 0) {
  console.error('expected TOOLS PAGE.html..., but found too little');
  process.exit(2);
}
const require = createRequire(pathToFileURL(`${resolve(tools)}/`));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = readFileSync(require.resolve('axe-core'), 'utf8');

const wrong = [];
const tell = (page, what) => wrong.push(`${page}: ${what}`);

// The W3C's checker, all pages in one run. It takes a block of data for a script that is blocked, in
// a warning: errors alone count.
function vnu() {
  const jar = require('vnu-jar');
  const args = ['-jar', jar, '--errors-only', '--exit-zero-always', '--stdout', '--format', 'gnu', ...pages];
  const told = execFileSync('java', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  told.split('\n').filter(Boolean).forEach((line) => wrong.push(line));
}

// What html-validate recommends, but for matters of style, and for line breaks of the text within tags.
async function htmlValidate() {
  const off = ['doctype-style', 'long-title', 'no-trailing-whitespace', 'prefer-native-element', 'no-inline-style'];
  const checker = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: Object.fromEntries(off.map((rule) => [rule, 'off'])),
  });
  for (const page of pages) {
    for (const result of (await checker.validateFile(page)).results) {
      for (const m of result.messages) tell(page, `${m.line}:${m.column} ${m.message} [${m.ruleId}]`);
    }
  }
}

async function inBrowser(browser, page, size, colorScheme) {
  const context = await browser.newContext({ viewport: size, colorScheme });
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  const url = pathToFileURL(page).href;
  tab.on('request', (request) => request.url() === url || tell(page, `fetches ${request.url()}`));
  await tab.goto(url);
  const where = `${size.width} wide, ${colorScheme}`;
  for (const details of await tab.locator('details > summary').all()) await details.click();
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate(() => window.axe.run(document));
  for (const { id, help, nodes } of violations) {
    tell(page, `${where}: ${help} [${id}], ${nodes.length} times: ${nodes[0].html.slice(0, 200)}`);
  }
  const over = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) tell(page, `${where}: runs ${over} pixels over the edge`);
  await context.close();
}

// What a reader finds on a document's page.
async function read(browser, page) {
  // No script of the page could run if it had one.
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  const tab = await context.newPage();
  tab.setDefaultTimeout(10_000);
  await tab.goto(pathToFileURL(page).href);
  const article = tab.locator('article#text');
  if (await article.count() > 0) {
    const { y } = await article.boundingBox();
    if (y > 844 * 2 / 3) tell(page, `on a phone the text begins ${y} pixels down`);
    const source = page.replace(/\.html$/, '.txt');
    if (existsSync(source)) {
      const found = await article.evaluate((element) => {
        for (const mark of element.querySelectorAll('[data-char]')) {
          mark.textContent = String.fromCodePoint(parseInt(mark.dataset.char.slice(2), 16));
        }
        return element.textContent;
      });
      // A byte-order mark is no part of the text.
      const expected = readFileSync(source, 'utf8').replace(/^\uFEFF/, '');
      if (found !== expected) tell(page, 'holds another text than its source');
    }
    await switches(tab, page);
  }
  await context.close();
}

// Whether each switch takes its marks away and gives them back.
async function switches(tab, page) {
  const seen = () => tab.evaluate(() => {
    const marked = (mark) => {
      const style = getComputedStyle(mark);
      return mark.classList.contains('m') ? style.backgroundColor !== 'rgba(0, 0, 0, 0)' : style.textDecorationLine !== 'none';
    };
    const marks = [...document.querySelectorAll('article .m, article .c')].filter(marked);
    return marks.map((mark) => mark.className).sort().join('\n');
  });
  for (const summary of await tab.locator('summary').all()) await summary.click();
  const all = await seen();
  for (const box of await tab.locator('input[type=checkbox]').all()) {
    const name = (await box.getAttribute('id')).replace('page-show-', '');
    const gone = { names: /^m /, commitments: /^c / }[name] ?? new RegExp(` ${name}$`);
    await box.uncheck();
    const rest = await seen();
    const expected = all.split('\n').filter((mark) => !gone.test(mark)).join('\n');
    if (rest !== expected || rest === all) tell(page, `the switch of ${name} leaves marks, or takes others`);
    await box.check();
  }
  if (await seen() !== all) tell(page, 'the switches do not give all marks back');
}

vnu();
await htmlValidate();
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
for (const page of pages.map((page) => resolve(page))) {
  for (const size of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    for (const scheme of ['light', 'dark']) await inBrowser(browser, page, size, scheme);
  }
  await read(browser, page);
}
await browser.close();
wrong.forEach((line) => console.log(line));
console.log(`${pages.length} pages, ${wrong.length} mistakes`);
process.exit(wrong.length > 0 ? 1 : 0);
