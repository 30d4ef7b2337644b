import './policytrail-elements.js';
import { historySamples } from './history-samples.js';
import { samples } from './samples.js';

/** `?lang=ar`, `?only=budget,pricing` */
const query = new URLSearchParams(location.search);
document.documentElement.lang = query.get('lang') ?? 'en';
document.documentElement.dir = query.get('lang') === 'ar' ? 'rtl' : 'ltr';
const only = query.get('only')?.split(',');

window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, sample }) => {
  window.violations.push(`${violatedDirective} ${sourceFile} ${sample}`);
});

const all = [
  ['policy-diff', samples],
  ['policy-history', historySamples],
];

for (const [tag, named] of all) {
  for (const [name, sample] of Object.entries(named)) {
    if (only !== undefined && !only.includes(name)) continue;
    const section = document.createElement('section');
    const title = document.createElement('h2');
    title.textContent = name;
    const element = Object.assign(document.createElement(tag), { id: name, headingLevel: 3, ...sample });
    section.append(title, element);
    document.querySelector('main').append(section);
  }
}
