import { createPolicyTrail, memoryStore } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { registerClasses } from '../../src/base/register-classes.js';
import { PolicyDiff } from '../../src/policy-diff.js';
import { PolicyHistory } from '../../src/policy-history.js';
import { historySource } from '../../src/source.js';

registerClasses({ diff: PolicyDiff, history: PolicyHistory });

const { default: manifest } = await import('../../dist/custom-elements.json');
const documented = new Map(
  manifest.modules.flatMap(({ declarations }) =>
    declarations.map(({ tagName, cssParts }) => [tagName, new Set(cssParts.map(({ name }) => name))] as const),
  ),
);

/** Resolves with what `find` finds, once it does. */
function found<Found>(root: Node, find: () => Found | null | undefined): Promise<Found> {
  return new Promise((resolve) => {
    const look = (): void => {
      const result = find();
      if (result == null) return;
      observer.disconnect();
      resolve(result);
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { childList: true, subtree: true, attributes: true });
    look();
  });
}

function partsIn(root: ParentNode): readonly string[] {
  return [...root.querySelectorAll('[part]')].flatMap(({ part }) => [...part]);
}

describe('the parts on a page', () => {
  it('are in the manifest, those of a comparison inside a history too', async () => {
    const trail = createPolicyTrail({ store: memoryStore(), clock: () => '2025-10-01T10:00:00.000Z' });
    await trail.save('project-123', { budgetTokens: 5000, tools: 'a', note: 'same' });
    await trail.save('project-123', { budgetTokens: 2000, model: 'b', note: 'same' });
    const history = document.createElement('policy-history');
    Object.assign(history, { source: historySource(trail, 'project-123'), selected: 2, locale: 'en-US' });
    history.style.display = 'block';
    history.style.inlineSize = '1200px';
    document.body.replaceChildren(history);
    await history.updateComplete;
    const diff = await found(history.renderRoot, () => history.renderRoot.querySelector('policy-diff'));
    diff.unchanged = 'shown';
    await found(diff.renderRoot, () => diff.renderRoot.querySelector('[part~=row-unchanged]'));

    const [inHistory, inDiff] = [partsIn(history.renderRoot), partsIn(diff.renderRoot)];
    const exported = (diff.getAttribute('exportparts') ?? '').split(',').map((pair) => pair.split(':')[1] ?? '');
    expect(inHistory).toEqual(expect.arrayContaining(['item-current', 'item-selected']));
    expect(inDiff).toEqual(expect.arrayContaining(['row-added', 'row-removed', 'row-changed', 'row-unchanged']));
    expect(exported).toContain('diff-row');
    const unknown = [...inHistory, ...exported].filter((part) => !documented.get('policy-history')?.has(part));
    expect([...unknown, ...inDiff.filter((part) => !documented.get('policy-diff')?.has(part))]).toEqual([]);
  });
});
