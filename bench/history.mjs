/**
 * How quick a history of 10,000 versions is in a real Chromium, on a page of an application that was bundled and split. Prints the goal and
 * what was measured: medians of five pages, nothing cached.
 */
import { historySamples } from '../packages/elements/test/gallery/history-samples.js';
import { figureRow, measureInPages } from './elements/pages.mjs';

/** Runs in the page. */
const measure = async ({ template, schema }) => {
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
  /** Puts a history on the page; resolves with it and how long its first row took. */
  const show = async () => {
    const history = document.createElement('policy-history');
    const startedAt = performance.now();
    document.querySelector('main').replaceChildren(Object.assign(history, { schema, versions }));
    while (history.shadowRoot.querySelector('[data-version]') === null) await frame();
    return { history, milliseconds: performance.now() - startedAt };
  };
  /** Resolves once the rows are those wanted: not later, when the rest of the element is there, too. */
  const changed = (isThere) =>
    new Promise((resolve) => {
      const look = () => isThere() && resolve(observer.disconnect());
      const observer = new MutationObserver(look);
      observer.observe(history.shadowRoot, { subtree: true, childList: true });
      look();
    });
  for (let count = 0; count < 10; count += 1) await frame();
  // What made the versions is not the element's.
  tasks.length = 0;
  const unloaded = await show();
  await frame();
  const { history, milliseconds } = await show();
  const rows = () => history.shadowRoot.querySelectorAll('[data-version]').length;
  const older = [];
  while (rows() < 500) {
    const clickedAt = performance.now();
    const before = rows();
    history.shadowRoot.querySelector('[data-page=older]').click();
    await changed(() => rows() > before);
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
  return {
    firstUnloaded: unloaded.milliseconds,
    first: milliseconds,
    older: older.toSorted((one, other) => one - other),
    longest: Math.max(0, ...tasks),
    arrow,
    elements: history.shadowRoot.querySelectorAll('*').length,
    nodes,
  };
};

const { versions, schema } = historySamples.history;
const measured = await measureInPages('define/policy-history', measure, { template: versions[0], schema });
const row = (goal, figure, digits) => figureRow(goal, measured.map(figure), digits);
console.table({
  'first row of 10,000, body not loaded, ms': row('≤ 100', ({ firstUnloaded }) => firstUnloaded),
  'first row of 10,000, ms': row('≤ 100', ({ first }) => first),
  'older, median of 9, ms': row('≤ 50', ({ older }) => older[4]),
  'older, slowest of 9, ms': row('≤ 50', ({ older }) => older[8]),
  'longest task, ms (0: none over 50)': row('≤ 50', ({ longest }) => longest),
  'arrow key among 500 rows, ms': row('', ({ arrow }) => arrow, 1),
  'elements at the cap': row('≤ 15,000', ({ elements }) => elements),
  'nodes at the cap, comments included': row('', ({ nodes }) => nodes),
});
