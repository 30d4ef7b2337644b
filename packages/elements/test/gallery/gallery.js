import { bodySamples } from './body-samples.js';
import { decisionSamples } from './decision-samples.js';
import { historySamples } from './history-samples.js';
import { ar } from './locales/ar.js';
import { de } from './locales/de.js';
import { registerMessages } from './policytrail-elements.js';
import { samples } from './samples.js';
import { settings } from './settings-samples.js';

registerMessages('ar', ar);
registerMessages('de', de);

/** `?lang=ar`, `?set=settings`, `?only=budget,pricing` */
const query = new URLSearchParams(location.search);
document.documentElement.lang = query.get('lang') ?? 'en';
document.documentElement.dir = query.get('lang') === 'ar' ? 'rtl' : 'ltr';
const only = query.get('only')?.split(',');

window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, sample }) => {
  window.violations.push(`${violatedDirective} ${sourceFile} ${sample}`);
});

const sets = {
  diff: () => samples,
  history: () => historySamples,
  settings: () => settings,
  decision: decisionSamples,
  body: bodySamples,
};
const set = query.get('set') ?? 'diff';

for (const [name, { act, tag = `policy-${set}`, isNeverComplete = false, ...sample }] of Object.entries(
  await sets[set](),
)) {
  if (only !== undefined && !only.includes(name)) continue;
  const section = document.createElement('section');
  const title = document.createElement('h2');
  title.textContent = name;
  const element = Object.assign(document.createElement(tag), { id: name, headingLevel: 3, ...sample });
  section.append(title, element);
  document.querySelector('main').append(section);
  if (!isNeverComplete) await element.updateComplete;
  await act?.(element);
}
document.documentElement.dataset.ready = 'true';
