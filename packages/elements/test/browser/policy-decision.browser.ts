import type { Explanation, PolicyTrail } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { registerClasses } from '../../src/base/register-classes.js';
import type { DecisionRecord } from '../../src/decision/model/decision-record.js';
import type { RecheckEvent } from '../../src/events/edit-events.js';
import { PolicyDecision } from '../../src/policy-decision.js';
import { decisionRecords, pricing, pricingTrail } from '../gallery/decision-records.mjs';
import { all, nextAnnouncement } from './mount.js';

registerClasses({ decision: PolicyDecision });

let records: Record<string, Explanation>;

beforeAll(async () => {
  records = (await decisionRecords()) as unknown as Record<string, Explanation>;
});

async function mountDecision(given: Partial<PolicyDecision> = {}): Promise<PolicyDecision> {
  const decision = document.createElement('policy-decision');
  const clock = () => Date.parse('2026-02-26T09:15:00.000Z');
  const common = { locale: 'en-US', timeZone: 'UTC', schema: pricing.document, clock };
  document.body.replaceChildren(Object.assign(decision, common, given));
  await decision.updateComplete;
  return decision;
}

function texts(decision: PolicyDecision, selector: string): readonly string[] {
  return all(decision, selector).map((found) => (found.textContent ?? '').replaceAll(/\s+/g, ' ').trim());
}

const button = (decision: PolicyDecision, part: string): HTMLElement => all(decision, `[part=${part}]`)[0]!;

describe('<policy-decision>', () => {
  it('says what was decided of a real record, by which version, and what was over which limit', async () => {
    const decision = await mountDecision({ record: records['pending']! });
    expect(texts(decision, 'h2')).toEqual(['✕Violation – approval required']);
    expect(texts(decision, 'header .meta')).toEqual([
      'Quote Q-123 version \u20683\u2069 evaluated Feb 24, 2026, 10:32 AM UTC 1 day ago by \u2068Kim\u2069',
      'Checked against v1.2.0 Q1 2026 Pricing Policy View version',
    ]);
    expect([...texts(decision, '.finding > p'), ...texts(decision, '.ways > div')]).toEqual([
      'Maximum Discount Blocking',
      'Requested 25% – limit 20% – over by 5 percentage points',
      'Discount exceeds 20.00% maximum',
      'Needs Sales manager',
      'Suggested Request sales manager approval',
      'Would pass with Discount at most 20%',
    ]);
    expect(all(decision, 'svg.bar')[0]?.getAttribute('aria-hidden')).toBe('true');
    expect(all(decision, '.drift')).toHaveLength(0);
  });

  it('says what moved since, and puts the result of today beside the recorded one', async () => {
    const decision = await mountDecision({ record: records['flipped']! });
    expect(texts(decision, 'h2')).toEqual(['✓Approved']);
    expect(texts(decision, '.drift p')).toEqual([
      '⚠ The policy has changed since. Current is \u2068v1.3.0\u2069.',
      'Today the result would be: Violation – approval required.',
    ]);
    expect(texts(decision, '.moves li')[0]).toMatch(/^Maximum Discount: limit 20% →.*15% Stricter$/);
    expect(texts(decision, '[part=now] p')[0]).toBe('✕ Violation – approval required');
    expect(texts(decision, '.both h3')).toEqual(['As recorded', 'If checked now']);
  });

  it('opens the comparison of both versions', async () => {
    const decision = await mountDecision({ record: records['same']! });
    expect(texts(decision, '[part=today]')).toEqual(['The result would be the same today.']);
    button(decision, 'changes-button').click();
    await decision.updateComplete;
    await expect.poll(() => all(decision, 'policy-diff')[0]?.shadowRoot?.textContent).toContain('v1.2.0 → v1.3.0');
    expect(button(decision, 'changes-button').getAttribute('aria-expanded')).toBe('true');
  });

  it('checks now by itself, focuses and announces it, and leaves what is recorded', async () => {
    const decision = await mountDecision({ record: records['same']! });
    const announced = nextAnnouncement(decision);
    button(decision, 'recheck-button').click();
    await expect.poll(() => decision.shadowRoot?.activeElement?.textContent?.trim()).toBe('If checked now');
    expect(await announced).toBe('Today the result would be: Approved.');
    expect(texts(decision, 'h2')).toEqual(['✓Approved']);
    expect(texts(decision, '.both section:first-child p')).toEqual(['No rule was violated.']);
  });

  it('lets the page check, in a real trail, and shows what it answers', async () => {
    const trail: PolicyTrail = await pricingTrail();
    const subject = { type: 'quote', id: 'Q-1' };
    const input = { discountPct: '18.00', marginPct: '14.00', dealValue: '1.00', token: 'hush' };
    await trail.evaluate('pricing', input, { subject });
    const { version, policy } = (await trail.current('pricing'))!;
    await trail.save('pricing', { ...policy, maxDiscountPct: '15.00' }, { label: 'v1.3.0' });
    const decision = await mountDecision({ record: trail.explain('pricing', subject) });
    await expect.poll(() => texts(decision, 'h2')).toEqual(['✓Approved']);
    const asked: unknown[] = [];
    decision.addEventListener('policy-recheck', (event: RecheckEvent) => {
      asked.push([event.detail.evaluationId, event.detail.version]);
      event.detail.waitUntil(trail.reevaluate('pricing', subject));
    });
    button(decision, 'recheck-button').click();
    await expect
      .poll(() => texts(decision, '[part=now] .sides'))
      .toEqual(['Requested 18% – limit 15% – over by 3 percentage points']);
    await expect.poll(() => decision.shadowRoot?.activeElement?.textContent?.trim()).toBe('If checked now');
    const list = await trail.evaluations('pricing');
    expect(asked).toEqual([[list.evaluations[1]!.id, version + 1]]);
    expect(list.total).toBe(2);
    await trail.close();
  });

  it('says why a check failed', async () => {
    const decision = await mountDecision({ record: records['same']! });
    decision.addEventListener('policy-recheck', (event) =>
      event.detail.waitUntil(Promise.reject(new Error('no disk'))),
    );
    button(decision, 'recheck-button').click();
    await expect.poll(() => texts(decision, '[role=alert]')).toEqual(['That did not work: \u2068no disk\u2069']);
  });

  it('shows who approved, when, why, up to what and until when, and what of it counts', async () => {
    const decision = await mountDecision({ record: records['reviewed']! });
    expect(texts(decision, 'h2')).toEqual(['✓Approved – approval given']);
    expect(texts(decision, '[part=review] .row')).toEqual([
      '✓Approved Maximum Discount Taken back',
      '↶Taken back Maximum Discount Replaced by a later one',
      '✓Approved Maximum Discount',
    ]);
    expect(texts(decision, '[part=review]')[2]).toContain('until Dec 31, 2026, 12:00 AM UTC up to 25% Approved again');
    expect(texts(decision, '[part=review]')[2]).toContain('If checked now: No longer holds: its rule');
    expect(texts(decision, '[part=review]')[0]).toContain('Lee as \u2068Sales manager\u2069');
  });

  it('says what is to be known of the record itself', async () => {
    const note = async (name: string) => texts(await mountDecision({ record: records[name]! }), 'header + *')[0];
    expect(await note('computed')).toBe('Not recorded at the time; calculated now with \u2068v1.2.0\u2069.');
    expect(await note('erased')).toMatch(/^Input and reasons were erased\./);
    const erased = await mountDecision({ record: records['erased']! });
    expect(texts(erased, '[part=today]')[0]).toMatch(/not known/);
    expect(all(erased, '[part=recheck-button], details')).toHaveLength(0);
  });

  it('lists what could not be evaluated, and all rules', async () => {
    const decision = await mountDecision({ record: records['indeterminate']! });
    expect(texts(decision, 'h2')).toEqual(['?Could not be decided']);
    expect(texts(decision, '.finding.failed .row')).toEqual(['Margin Floor Could not be evaluated']);
    expect(texts(decision, '[part=rules] .outcome')).toEqual(['✕Violated', '!Failed', '✓Passed', '○Switched off']);
    expect(texts(decision, 'summary')).toEqual(['Rules applied (4)', 'What was checked (input)']);
  });

  it('has every string as text, no secret, and no link but to the web', async () => {
    const record = structuredClone(records['hostile']!) as Explanation;
    const [first] = record.evaluation!.decision!.appliedRules;
    Object.assign(first!, { documentationUrl: 'javascript:alert(1)' });
    const decision = await mountDecision({ record });
    for (const details of all(decision, 'details')) details.setAttribute('open', '');
    expect(all(decision, 'img')).toHaveLength(0);
    expect(decision.shadowRoot?.textContent).toContain('<img src=x');
    expect(decision.shadowRoot?.innerHTML).not.toContain('hush');
    expect(all(decision, 'a')).toHaveLength(0);
    expect('wasRun' in globalThis).toBe(false);
  });

  it('says why there is nothing to show', async () => {
    const told = async (record: Promise<DecisionRecord>): Promise<string> => {
      const decision = await mountDecision({ record });
      await expect.poll(() => texts(decision, '.state, [role=alert]')[0]).not.toMatch(/Loading/);
      return texts(decision, '.state, [role=alert]')[0]!;
    };
    const failure = (code: 'missing_version' | 'missing_evaluation', details: { version?: number }) =>
      Promise.reject(new PolicytrailError(code, code, { policyId: 'pricing', ...details }));
    expect(await told(failure('missing_evaluation', {}))).toBe('No decision is recorded.');
    expect(await told(failure('missing_version', {}))).toBe('The version used was not recorded.');
    expect(await told(failure('missing_version', { version: 2 }))).toMatch(/^Version 2, .* is missing\./);
    expect(await told(Promise.reject(new Error('no')))).toBe('The decision could not be loaded.');
    expect(texts(await mountDecision(), '.state')).toEqual(['No decision is recorded.']);
    const denied = await mountDecision({ record: records['pending']!, permissions: { view: false } });
    expect(texts(denied, '.state')).toEqual(['You do not have access to this decision.']);
    expect(texts(await mountDecision({ record: new Promise(() => undefined) }), '.state')).toEqual([
      'Loading the decision',
    ]);
  });

  it('lets a failed loading be tried again, and keeps the focus', async () => {
    const decision = await mountDecision({ record: Promise.reject(new Error('no')) });
    decision.addEventListener('policy-refresh', () => {
      decision.record = Promise.resolve(records['pending']!);
    });
    await expect.poll(() => texts(decision, 'button')).toEqual(['Try again']);
    const again = all(decision, 'button')[0]!;
    again.focus();
    again.click();
    await expect.poll(() => decision.shadowRoot?.activeElement?.textContent).toContain('approval required');
  });

  it('announces a decision that takes the place of another, and forgets one that was overtaken', async () => {
    const decision = await mountDecision({ record: records['pending']! });
    const announced = nextAnnouncement(decision);
    let late: (record: DecisionRecord) => void = () => undefined;
    decision.record = new Promise((resolve) => {
      late = resolve;
    });
    await decision.updateComplete;
    decision.record = records['waived']!;
    late(records['approved']!);
    expect(await announced).toBe('Waived');
    await decision.updateComplete;
    expect(texts(decision, 'h2')).toEqual(['↷Waived']);
  });

  it('asks the page for the version, by a link where it has an address', async () => {
    const decision = await mountDecision({ record: records['pending']!, hrefFor: (version) => `#v${version}` });
    const told = vi.fn((event: Event) => event.preventDefault());
    decision.addEventListener('policy-navigate', told);
    button(decision, 'version-button').click();
    expect(told.mock.calls[0]?.[0]).toMatchObject({ detail: { version: 1, href: '#v1' } });
    expect(location.hash).toBe('');
  });
});
