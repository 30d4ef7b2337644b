/** How quick a history of 10,000 versions is in a real Chromium. Prints the goal and what was measured. */
import { serveGallery } from '../packages/elements/test/gallery/serve.mjs';
import { launchChromium } from '../tools/repo/chromium.mjs';

/** Runs in the page. */
const measure = async () => {
  const [template] = document.querySelector('#history').versions;
  const at = Date.parse('2025-10-01T00:00:00.000Z');
  const version = (number) => {
    const createdAt = new Date(at + number * 3_600_000).toISOString();
    return {
      ...template,
      version: number,
      createdAt,
      effectiveAt: createdAt,
      requestId: `r${number}`,
      hash: `h${number}`,
    };
  };
  const versions = Array.from({ length: 10_000 }, (_, index) => version(10_000 - index));
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
  });
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const history = Object.assign(document.createElement('policy-history'), {
    schema: document.querySelector('#history').schema,
  });
  document.querySelector('main').replaceChildren(history);
  await frame();
  const startedAt = performance.now();
  history.versions = versions;
  while (history.shadowRoot.querySelector('[data-version]') === null) await frame();
  const firstRow = performance.now() - startedAt;
  const older = [];
  while (history.shadowRoot.querySelectorAll('[data-version]').length < 500) {
    const clickedAt = performance.now();
    const before = history.shadowRoot.querySelectorAll('[data-version]').length;
    history.shadowRoot.querySelector('[data-page=older]').click();
    while (history.shadowRoot.querySelectorAll('[data-version]').length === before) await history.updateComplete;
    older.push(performance.now() - clickedAt);
    await frame();
  }
  const row = history.shadowRoot.querySelector('[data-control=title][tabindex="0"]');
  row.focus();
  const pressedAt = performance.now();
  row.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, composed: true, cancelable: true }),
  );
  await history.updateComplete;
  const arrow = performance.now() - pressedAt;
  const walker = document.createTreeWalker(history.shadowRoot, NodeFilter.SHOW_ALL);
  let nodes = 0;
  while (walker.nextNode() !== null) nodes += 1;
  const elements = history.shadowRoot.querySelectorAll('*').length;
  return {
    firstRow,
    older: older.toSorted((one, other) => one - other),
    longestTask: Math.max(0, ...tasks),
    arrow,
    elements,
    nodes,
  };
};

const gallery = await serveGallery();
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
await page.goto(`${gallery.url}?set=history&only=history`);
const { firstRow, older, longestTask, arrow, elements, nodes } = await page.evaluate(measure);
await browser.close();
await gallery.close();

console.table({
  'first row of 10,000': { goal: '≤ 100 ms', measured: `${firstRow.toFixed(0)} ms` },
  'older, median of 9': { goal: '≤ 50 ms', measured: `${older[4].toFixed(0)} ms` },
  'older, slowest of 9': { goal: '≤ 50 ms', measured: `${older.at(-1).toFixed(0)} ms` },
  'longest task': { goal: '≤ 50 ms', measured: `${longestTask.toFixed(0)} ms` },
  'arrow key among 500 rows': { goal: '', measured: `${arrow.toFixed(1)} ms` },
  'elements at the cap': { goal: '≤ 15,000', measured: elements },
  'nodes at the cap, comments included': { goal: '', measured: nodes },
});
