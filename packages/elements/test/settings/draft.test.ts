import type { JsonObject } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import { fieldLookup } from '../../src/fields/field-lookup.js';
import {
  changedByBoth,
  changesOf,
  type Draft,
  type Entries,
  policyOf,
  problemsOf,
  tellingEntries,
} from '../../src/settings/model/draft.js';
import { formFields } from '../../src/settings/model/form-field.js';
import { formStateText, readFormState } from '../../src/settings/model/form-state.js';
import { putValue } from '../../src/settings/model/put-value.js';
import { Editing } from '../../src/settings/session/editing.js';
import { loadJsonReader } from '../../src/settings/typed/json-reader.js';
import type { SettingsState } from '../../src/source.js';
import { english } from '../format/context.js';

await loadJsonReader();

const schema = [
  { path: '/tokens', label: 'Tokens', display: 'integer', required: true },
  { path: '/usd', label: 'USD', display: 'money', min: '0' },
  { path: '/limits', label: 'Limits', display: 'json' },
  { path: '/limits/depth', label: 'Depth', display: 'integer' },
  { path: '/tags', label: 'Tags', display: 'json' },
  { path: '/tags/*', label: 'Tag', display: 'text' },
  { path: '/key', label: 'Key', display: 'secret' },
] as const;
const base: JsonObject = {
  tokens: 5000,
  usd: '10.00',
  limits: { depth: 3, hidden: true },
  tags: ['a'],
  key: 'hush',
  legacy: 1,
  rules: [],
};

function aDraft(entries: Readonly<Record<string, string>>, policy: JsonObject = base): Draft {
  const typed: Entries = new Map(Object.entries(entries).map(([path, text]) => [path, { text }]));
  return { base: policy, fields: formFields(fieldLookup(schema), policy), entries: typed, context: english };
}

function aState(version: number, policyId = 'project-1'): SettingsState {
  const current = { policyId, version } as NonNullable<SettingsState['current']>;
  return { current, head: current };
}

describe('a draft', () => {
  it('shows places with a value of their own, those inside instead of those around', () => {
    expect(aDraft({}).fields.map(({ path, control }) => [path, control])).toEqual([
      ['/tokens', 'number'],
      ['/usd', 'number'],
      ['/limits/depth', 'number'],
      ['/tags', 'lines'],
      ['/key', 'secret'],
    ]);
  });

  it('changes what was entered and keeps all else, keys that it does not show among them', () => {
    const draft = aDraft({ '/tokens': '2000', '/limits/depth': '4', '/tags': 'a\nb' });
    expect(policyOf(draft)).toEqual({ ...base, tokens: 2000, limits: { depth: 4, hidden: true }, tags: ['a', 'b'] });
    expect(Object.keys(policyOf(draft))).toEqual(Object.keys(base));
    expect(changesOf(draft)[0]).toEqual({
      kind: 'changed',
      path: '/tokens',
      field: '/tokens',
      before: 5000,
      after: 2000,
    });
  });

  it('takes the same amount, written otherwise, for no change', () => {
    expect(changesOf(aDraft({ '/usd': '10', '/tokens': '5,000' }))).toEqual([]);
  });

  it('changes nothing by what cannot be read, and says what is wrong', () => {
    const draft = aDraft({ '/tokens': 'many', '/usd': '-1' });
    expect(policyOf(draft)['tokens']).toBe(5000);
    expect([...problemsOf(draft).keys()]).toEqual(['/tokens', '/usd']);
    expect(tellingEntries(draft).size).toBe(2);
  });

  it('asks for what must be there', () => {
    expect([...problemsOf(aDraft({}, {}))]).toEqual([['/tokens', 'Enter a value.']]);
  });

  it('leaves a member out where it was emptied', () => {
    const draft = aDraft({ '/usd': '' });
    expect(changesOf(draft)).toEqual([{ kind: 'removed', path: '/usd', field: '/usd', before: '10.00' }]);
    expect('usd' in policyOf(draft)).toBe(false);
  });

  it('stands on a newer version as it stood on the old one, its own changes over those', () => {
    const newer = { ...base, tokens: 3000, usd: '7.00' };
    const draft = aDraft({ '/tokens': '2000' });
    expect(changedByBoth(draft, newer).map(({ path }) => path)).toEqual(['/tokens']);
    expect(policyOf({ ...draft, base: newer })).toEqual({ ...newer, tokens: 2000 });
    expect(tellingEntries({ ...draft, base: { ...base, tokens: 2000 } }).size).toBe(0);
  });

  it('gives a browser no secret to keep', () => {
    const text = formStateText(aDraft({ '/key': 'new-secret', '/tokens': '1' }), 'why');
    expect(text).not.toContain('new-secret');
    expect(readFormState(text)).toEqual({ notes: 'why', entries: new Map([['/tokens', { text: '1' }]]) });
    expect(readFormState('{')).toBeUndefined();
  });

  it('does not edit a list with secrets inside, which it could not show', () => {
    const hooks = [
      { path: '/hooks', label: 'Hooks', display: 'json' },
      { path: '/hooks/*', label: 'Hook', display: 'json' },
      { path: '/hooks/*/token', label: 'Token', display: 'secret' },
    ] as const;
    const [field] = formFields(fieldLookup(hooks), { hooks: [{ token: 'hush' }] });
    expect(field?.meta.readOnly).toBe(true);
  });

  it('puts a member called __proto__ where it belongs', () => {
    const put = putValue(JSON.parse('{"__proto__": {"a": 1}}') as JsonObject, '/__proto__/a', 2);
    expect(JSON.stringify(put)).toBe('{"__proto__":{"a":2}}');
    expect(JSON.stringify(putValue({}, '/a/b', 1))).toBe('{"a":{"b":1}}');
  });
});

describe('editing', () => {
  it('takes a newer version at once where nothing was entered', () => {
    const editing = new Editing();
    expect(editing.offer(aState(3), false)).toBe('adopted');
    expect(editing.offer(aState(3), false)).toBe('same');
    expect(editing.offer(aState(4), false)).toBe('adopted');
    expect(editing.headVersion).toBe(4);
  });

  it('passes over a reading that is older than the last save', () => {
    const editing = new Editing();
    editing.offer(aState(3), false);
    expect([editing.offer(aState(2), false), editing.headVersion]).toEqual(['same', 3]);
  });

  it('lets a newer version wait where something was, and keeps what was entered', () => {
    const editing = new Editing();
    editing.offer(aState(3), false);
    editing.enter('/tokens', { text: '1' });
    expect(editing.offer(aState(4), true)).toBe('newer');
    expect(editing.headVersion).toBe(3);
    editing.rebase();
    expect([editing.headVersion, editing.entries.size, editing.newer]).toEqual([4, 1, undefined]);
  });

  it('gives back what was discarded', () => {
    const editing = new Editing();
    editing.enter('/tokens', { text: '1' });
    editing.discard();
    expect(editing.entries.size).toBe(0);
    editing.undo();
    expect(editing.entries.size).toBe(1);
  });

  it('takes nothing from one policy to another', () => {
    const editing = new Editing();
    editing.offer(aState(3), false);
    editing.enter('/tokens', { text: '1' });
    expect(editing.offer(aState(3, 'project-2'), true)).toBe('adopted');
    expect(editing.entries.size).toBe(0);
  });
});
