/**
 * How quick a comparison of two policies of 1 MB is in a real Chromium, on a page of an application that was bundled and split. Prints the
 * goal and what was measured: medians of five pages, nothing cached.
 */
import { figureRow, measureInPages } from './elements/pages.mjs';

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
  const quiet = async () => {
    for (let count = 0; count < 10; count += 1) await frame();
  };
  /** Puts a comparison on the page; `given`: whether its sides come with it, or once it is there. */
  const show = async (given) => {
    const diff = document.createElement('policy-diff');
    const fill = () => Object.assign(diff, sides, { schema });
    const ready = new Promise((resolve) => diff.addEventListener('policy-diff-ready', resolve, { once: true }));
    if (given === 'later') {
      document.querySelector('main').replaceChildren(diff);
      await diff.updateComplete;
      await quiet();
    }
    const startedAt = performance.now();
    if (given === 'later') fill();
    else document.querySelector('main').replaceChildren(fill());
    while (diff.shadowRoot.querySelector('[part~=row]') === null) await frame();
    const first = performance.now() - startedAt;
    await ready;
    const all = performance.now() - startedAt;
    await quiet();
    const rows = diff.shadowRoot.querySelectorAll('[part~=row]').length;
    if (rows !== 200) throw new Error(`${rows} rows instead of 200`);
    return { first, all, elements: diff.shadowRoot.querySelectorAll('*').length };
  };
  await quiet();
  // What made the policies is not the element's.
  tasks.length = 0;
  const unloaded = await show('with it');
  return { ...(await show('later')), firstUnloaded: unloaded.first, longest: Math.max(0, ...tasks) };
};

const measured = await measureInPages('define/policy-diff', measure);
const row = (goal, figure) => figureRow(goal, measured.map(figure));
console.table({
  'first change, body not loaded, ms': row('≤ 150', ({ firstUnloaded }) => firstUnloaded),
  'first change, ms': row('≤ 150', ({ first }) => first),
  '200 changes, ms': row('', ({ all }) => all),
  'longest task, ms (0: none over 50)': row('≤ 50', ({ longest }) => longest),
  elements: row('≤ 3,000', ({ elements }) => elements),
});
