/** Samples of decisions, by name: what is set on a `<policy-decision>`; `act` does what a reader would. */

const clock = () => Date.parse('2026-02-26T09:15:00.000Z');

const error = (code, details) => Object.assign(new Error(code), { name: 'PolicytrailError', code, details });

/** A promise that fails where it is looked at, and only there. */
const rejected = (reason) => {
  const promise = Promise.reject(reason);
  promise.catch(() => undefined);
  return promise;
};

const press = async (element, part) => {
  await element.updateComplete;
  element.shadowRoot.querySelector(`[part=${part}]`).click();
};

export async function decisionSamples() {
  const { schema, records } = await (await fetch('decisions.json')).json();
  const base = { clock, timeZone: 'UTC', schema };
  const recorded = Object.entries(records).map(([name, record]) => [name, { ...base, record }]);
  const openAll = (element) => {
    for (const details of element.shadowRoot.querySelectorAll('details')) details.open = true;
  };
  return {
    ...Object.fromEntries(recorded),
    details: { ...base, record: records.blocked, act: openAll },
    comparing: { ...base, record: records.drifted, act: (element) => press(element, 'changes-button') },
    rechecked: { ...base, record: records.same, act: (element) => press(element, 'recheck-button') },
    bare: { ...base, schema: undefined, record: records.drifted },
    missing: { ...base, record: rejected(error('missing_version', { policyId: 'pricing', version: 2 })) },
    unknown: { ...base, record: rejected(error('missing_version', { policyId: 'pricing' })) },
    unrecorded: { ...base, record: rejected(error('missing_evaluation', {})) },
    failed: { ...base, record: rejected(new Error('no')) },
    corrupt: { ...base, record: { ...records.evaluation, decision: null, input: null, corrupt: 'not JSON' } },
    loading: { ...base, record: new Promise(() => undefined) },
    empty: base,
    denied: { ...base, record: records.pending, permissions: { view: false } },
  };
}
