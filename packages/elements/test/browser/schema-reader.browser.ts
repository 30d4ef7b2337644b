import { createPolicyTrail, type JsonObject, memoryStore } from '@policytrail/core';
import type { LitElement } from 'lit';
import { afterEach, expect, it, vi } from 'vitest';
import { register } from '../../src/define/register.js';
import { historySource } from '../../src/source.js';
import { decisionRecords, pricing } from '../gallery/decision-records.mjs';

// Read once it is loaded; here a page that loses its connection has never loaded it.
const reader = vi.hoisted(() => ({ isOnline: false, isLoaded: false }));
vi.mock('../../src/fields/schema-reader.js', async () => {
  const descriptions = await import('../../src/fields/descriptions.js');
  return {
    loadedReader: () => (reader.isLoaded ? descriptions : undefined),
    loadReader: async () => {
      if (!reader.isOnline) throw new Error('offline');
      reader.isLoaded = true;
    },
  };
});

register();
afterEach(() => {
  Object.assign(reader, { isOnline: false, isLoaded: false });
});

const schema: JsonObject = {
  properties: {
    budget: { type: 'integer', title: 'Token budget', 'x-policytrail': { unit: 'tokens' } },
    key: { type: 'string', title: 'API key', 'x-policytrail': { display: 'secret' } },
  },
};

async function aTrail(): Promise<ReturnType<typeof createPolicyTrail>> {
  const trail = createPolicyTrail({ store: memoryStore(), clock: () => '2025-10-01T10:00:00.000Z' });
  await trail.save('project-123', { budget: 5000, key: 'hush' });
  await trail.save('project-123', { budget: 2000, key: 'hush, too' });
  return trail;
}

async function given(tag: string): Promise<object> {
  const trail = await aTrail();
  const [to, from] = [await trail.version('project-123', 2), await trail.version('project-123', 1)];
  if (tag === 'policy-history')
    return { schema, source: historySource(trail, 'project-123'), selected: 2, view: 'full' };
  if (tag === 'policy-diff') return { schema, from, to };
  if (tag === 'policy-settings') return { schema, version: to };
  return { schema: pricing.document, record: (await decisionRecords())['pending'] };
}

const said: Readonly<Record<string, string>> = {
  'policy-history': 'Token budget',
  'policy-diff': '2,000 tokens',
  'policy-settings': 'Token budget',
  'policy-decision': 'Requested 25% – limit 20%',
};

function deepText(node: Node): string {
  const shadow = node instanceof Element && node.shadowRoot !== null ? deepText(node.shadowRoot) : '';
  const value = node instanceof HTMLInputElement ? node.value : '';
  const own = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : value;
  const inner = node instanceof HTMLStyleElement ? [] : [...node.childNodes].map(deepText);
  return [own, ...inner, shadow].join('').replaceAll(/\s+/g, ' ');
}

async function mount(tag: string): Promise<LitElement> {
  const element = document.createElement(tag) as LitElement;
  element.style.display = 'block';
  element.style.inlineSize = '1000px';
  document.body.replaceChildren(Object.assign(element, { locale: 'en-US', timeZone: 'UTC' }, await given(tag)));
  await element.updateComplete;
  return element;
}

it.each(Object.entries(said))('%s shows no value before its schema is read, and tries again', async (tag, text) => {
  const element = await mount(tag);
  await vi.waitFor(() => expect(element.renderRoot.querySelector('[role=alert]')).not.toBeNull());
  expect(deepText(element)).not.toMatch(/hush|000|25%/);

  reader.isOnline = true;
  const again = [...element.renderRoot.querySelectorAll('button')].find((button) =>
    button.textContent.includes('Try again'),
  );
  again?.click();
  await vi.waitFor(() => expect(deepText(element)).toContain(text));
  expect(element.renderRoot.querySelector('[role=alert]')).toBeNull();
  expect(deepText(element)).not.toContain('hush');
});
