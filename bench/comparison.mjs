/** How quick a comparison of two policies of 1 MB is in a real Chromium, five times anew. Prints the goal and what was measured. */
import { serveGallery } from '../packages/elements/test/gallery/serve.mjs';
import { launchChromium } from '../tools/repo/chromium.mjs';
import { median } from './databases.mjs';

const rounds = 5;

/** Runs in the page: 3,000 rules, of which 1,000 differ. */
const measure = async () => {
  const rule = (factor) => (_, index) => ({
    id: `rule-${index}`,
    name: `Rule ${index}`,
    limit: index < 1_000 ? (index + 1) * factor : index,
    message: 'Ask somebody who knows. '.repeat(14),
  });
  const policy = (factor) => ({ rules: Array.from({ length: 3_000 }, rule(factor)) });
  const sides = { from: { version: 1, policy: policy(1) }, to: { version: 2, policy: policy(2) } };
  if (JSON.stringify(sides.to.policy).length < 1_000_000) throw new Error('the policy is too small');
  const schema = ['/rules', '/rules/*', '/rules/*/limit'].map((path) => ({ path, label: path.slice(1) }));
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const diff = document.createElement('policy-diff');
  document.querySelector('main').replaceChildren(diff);
  await diff.updateComplete;
  for (let count = 0; count < 10; count += 1) await frame();
  tasks.length = 0;
  const ready = new Promise((resolve) => diff.addEventListener('policy-diff-ready', resolve, { once: true }));
  const startedAt = performance.now();
  Object.assign(diff, sides, { schema });
  while (diff.shadowRoot.querySelector('[part~=row]') === null) await frame();
  const first = performance.now() - startedAt;
  await ready;
  const all = performance.now() - startedAt;
  for (let count = 0; count < 10; count += 1) await frame();
  const rows = diff.shadowRoot.querySelectorAll('[part~=row]').length;
  if (rows !== 200) throw new Error(`${rows} rows instead of 200`);
  return { first, all, longest: Math.max(0, ...tasks), elements: diff.shadowRoot.querySelectorAll('*').length };
};

const gallery = await serveGallery();
const browser = await launchChromium();
const measured = [];
for (let round = 0; round < rounds; round += 1) {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  await page.goto(`${gallery.url}?only=budget`);
  measured.push(await page.evaluate(measure));
  await page.close();
}
await browser.close();
await gallery.close();

const row = (goal, figure) => {
  const figures = measured.map(figure);
  return { goal, median: Math.round(median(figures)), most: Math.round(Math.max(...figures)) };
};
console.table({
  'first change, ms': row('≤ 150', ({ first }) => first),
  '200 changes, ms': row('', ({ all }) => all),
  'longest task, ms (0: none over 50)': row('≤ 50', ({ longest }) => longest),
  elements: row('≤ 3,000', ({ elements }) => elements),
});
