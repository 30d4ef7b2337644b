import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createPolicyTrail, memoryStore, type PolicyTrail } from '@policytrail/core';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { historySource, type PolicyHistorySource } from '../../src/source.js';

const execute = promisify(execFile);

describe('on a server', () => {
  it('imports every entry without a document', async () => {
    const entries = Object.entries(packageJson.exports)
      .filter(([, target]) => typeof target === 'object' && 'import' in target)
      .map(([entry]) => `@policytrail/elements${entry.slice(1)}`);
    expect(entries).toContain('@policytrail/elements/react');
    const script = `for (const entry of ${JSON.stringify(entries)}) await import(entry); console.log('imported');`;
    const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
    });
    expect(stdout).toBe('imported\n');
  });

  it('renders the tag of a React component, to be filled in the browser', async () => {
    const script = `
      import { createElement } from 'react';
      import { renderToString } from 'react-dom/server';
      import { PolicySettings } from '@policytrail/elements/react';
      console.log(renderToString(createElement(PolicySettings, { id: 'settings', onPolicySave: () => {} })));`;
    const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: import.meta.dirname,
    });
    expect(stdout).toMatch(/^<policy-settings [^>]*id="settings"[^>]*><\/policy-settings>\n$/);
  });
});

describe('a source', () => {
  it('is made of a trail as it is', async () => {
    const trail: PolicyTrail = createPolicyTrail({ store: memoryStore(), clock: () => '2025-10-01T10:00:00.000Z' });
    await trail.save('project-123', { budgetTokens: 1000 });
    await trail.save('project-123', { budgetTokens: 5000 });
    const source: PolicyHistorySource = historySource(trail, 'project-123');
    const { signal } = new AbortController();
    let heard = 0;
    const end = source.subscribe?.(() => {
      heard += 1;
    });
    const restored = await source.restore?.({ version: 1, expectedVersion: 2, changeNotes: 'Restored from version 2' });
    end?.();
    expect(restored).toMatchObject({
      version: 3,
      policy: { budgetTokens: 1000 },
      changeNotes: 'Restored from version 2',
    });
    expect(heard).toBe(1);
    const page = await source.list({ limit: 2, signal });
    expect(page.versions.map(({ version }) => version)).toEqual([3, 2]);
    expect(page).toMatchObject({ total: 3, head: 3, current: 3 });
    expect(await source.read(9, { signal })).toBeUndefined();
    await expect(source.list({ limit: 2, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
