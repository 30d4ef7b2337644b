import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPolicyTrail, memoryStore } from '@policytrail/core';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../../../tools/repo/chromium.mjs';
import { version } from '../../package.json' with { type: 'json' };
import { bundle, bundleFile, pageOf, policyForTwoCopies, policyForVue, visit } from './site.js';

const noBuild = readFileSync(join(import.meta.dirname, '../../dist/policytrail-elements.js'), 'utf8');
const otherVersion = noBuild.replaceAll(`"${version}"`, '"9.9.9"');
const tags = ['policy-history', 'policy-diff', 'policy-settings', 'policy-decision'];

/** Fills the comparison of a page. */
const fill = `
  const diff = document.querySelector('[data-diff]');
  diff.from = { version: 1, policy: { budgetTokens: 5000 } };
  diff.to = { version: 2, policy: { budgetTokens: 2000 } };`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

/** What the one comparison of a page says was there and is there now. */
async function comparedValues(page: Page): Promise<readonly (string | null)[]> {
  await page.locator('[data-diff] ins').waitFor();
  return [await page.locator('[data-diff] del').textContent(), await page.locator('[data-diff] ins').textContent()];
}

const expected = [expect.stringContaining('5,000'), expect.stringContaining('2,000')];

describe('a plain page with the bundle, under the strict policy', () => {
  const body = '<policy-diff data-diff></policy-diff>';

  it('compares, whether it is filled before or after the elements are there', async () => {
    for (const scripts of [
      ['/fill.js', '/elements.js'],
      ['/elements.js', '/fill.js'],
    ]) {
      const files = { '/': pageOf(body, scripts), '/elements.js': noBuild, '/fill.js': fill };
      await visit(browser, { files }, async ({ page, errors, warnings }) => {
        expect(await comparedValues(page)).toEqual(expected);
        expect([errors, warnings]).toEqual([[], []]);
      });
    }
  });

  it('tells of what its policy refuses', async () => {
    const refused = 'document.body.setAttribute("style", "color: red")';
    const files = {
      '/': pageOf(body, ['/elements.js', '/fill.js']),
      '/elements.js': noBuild,
      '/fill.js': fill + refused,
    };
    await visit(browser, { files }, async ({ page, errors }) => {
      await comparedValues(page);
      expect(errors.join()).toMatch(/Content Security Policy/i);
    });
  });
});

describe('a page that loads the elements twice', () => {
  const body = '<policy-diff data-diff></policy-diff>';

  it('works with two copies of the bundle, without a word', async () => {
    const files = {
      '/': pageOf(body, ['/one.js', '/two.js', '/fill.js']),
      '/one.js': noBuild,
      '/two.js': noBuild,
      '/fill.js': fill,
    };
    await visit(browser, { files, policy: policyForTwoCopies }, async ({ page, errors, warnings }) => {
      expect(await comparedValues(page)).toEqual(expected);
      expect(errors).toEqual([]);
      expect(warnings.filter((text) => text.includes('policytrail'))).toEqual([]);
    });
  });

  it('works with two applications that bundle the modules, beside the bundle', async () => {
    const application = await bundle(`import '@policytrail/elements/define.js';`);
    const one = await bundle(`import '@policytrail/elements/define/policy-diff.js';`);
    const files = {
      '/': pageOf(body, ['/one.js', '/application.js', '/bundle.js', '/fill.js']),
      '/one.js': one,
      '/application.js': application,
      '/bundle.js': noBuild,
      '/fill.js': fill,
    };
    await visit(browser, { files, policy: policyForTwoCopies }, async ({ page, errors, warnings }) => {
      expect(await comparedValues(page)).toEqual(expected);
      expect(await page.evaluate((names) => names.filter((name) => !customElements.get(name)), tags)).toEqual([]);
      expect(errors).toEqual([]);
      expect(warnings.filter((text) => text.includes('policytrail'))).toEqual([]);
    });
  });

  it('keeps the first of two versions, and warns once, naming both', async () => {
    expect(otherVersion).not.toBe(noBuild);
    const files = {
      '/': pageOf(body, ['/one.js', '/two.js', '/fill.js']),
      '/one.js': noBuild,
      '/two.js': otherVersion,
      '/fill.js': fill,
    };
    await visit(browser, { files, policy: policyForTwoCopies }, async ({ page, errors, warnings }) => {
      expect(await comparedValues(page)).toEqual(expected);
      expect(errors).toEqual([]);
      expect(warnings.filter((text) => text.includes('policytrail'))).toEqual([
        `policytrail: ${tags.map((tag) => `<${tag}>`).join(', ')} are already registered with version ${version}; version 9.9.9 is not used`,
      ]);
    });
  });
});

describe('another prefix', () => {
  const fillAcme = `
    import { createPolicyTrail, memoryStore } from '@policytrail/core';
    import { historySource, register, settingsSource } from '@policytrail/elements';
    const trail = createPolicyTrail({ store: memoryStore() });
    await trail.save('project-123', { budgetTokens: 5000 });
    await trail.save('project-123', { budgetTokens: 2000 });
    register({ prefix: 'acme' });
    register({ prefix: 'acme' });
    ${fill}
    document.querySelector('acme-history').source = historySource(trail, 'project-123');
    document.querySelector('acme-history').selected = 2;
    document.querySelector('acme-settings').source = settingsSource(trail, 'project-123');`;
  const body = '<acme-diff data-diff></acme-diff><acme-history></acme-history><acme-settings></acme-settings>';

  it.each([
    ['alone', '', false],
    ['beside the usual one', `import '@policytrail/elements/define.js';`, true],
  ])('works %s, elements inside others too', async (_, first, isUsual) => {
    const files = { '/': pageOf(body, ['/page.js']), '/page.js': await bundle(first + fillAcme) };
    await visit(browser, { files }, async ({ page, errors, warnings }) => {
      expect(await comparedValues(page)).toEqual(expected);
      await page.locator('acme-history ins', { hasText: '2,000' }).first().waitFor();
      await page.locator('acme-settings input').first().fill('1000');
      await page.locator('acme-settings [part=review-button]').click();
      await page.locator('acme-settings ins', { hasText: '1,000' }).first().waitFor();
      const present = await page.evaluate((names) => names.filter((name) => customElements.get(name)), tags);
      expect(present).toEqual(isUsual ? tags : []);
      expect([errors, warnings]).toEqual([[], []]);
    });
  });
});

describe('a page of React 19, under the strict policy', () => {
  it('sets properties, hears events, and takes over a save until it is done', async () => {
    const files = {
      '/': pageOf('<div id="root"></div>', ['/page.js']),
      '/page.js': await bundleFile('usage/react-page.tsx'),
    };
    await visit(browser, { files }, async ({ page, errors, warnings }) => {
      const input = page.locator('policy-settings input').first();
      await input.fill('2000');
      await page.locator('policy-settings [part=save-button]').click();
      await page.locator('#answer', { hasText: 'saved 2' }).waitFor();
      for (const diff of await page.locator('policy-diff').all()) {
        await diff.locator('ins', { hasText: '2,000' }).first().waitFor();
        expect(await diff.locator('del').first().textContent()).toContain('5,000');
      }
      await page.locator('#ready', { hasText: 'compared' }).waitFor();
      expect(await page.locator('policy-settings').evaluate((settings) => Reflect.get(settings, 'headingLevel'))).toBe(
        3,
      );
      expect(await page.locator('#tag').evaluate((diff) => Reflect.get(diff, 'pageSize'))).toBe(100);
      expect([errors, warnings]).toEqual([[], []]);
    });
  });
});

describe(`a page of Vue, under the strict policy and Vue's own`, () => {
  const script = `
    import { createPolicyTrail, memoryStore } from '@policytrail/core';
    import '@policytrail/elements/define.js';
    import { createApp, h, shallowRef } from 'vue';
    const trail = createPolicyTrail({ store: memoryStore() });
    const { version: first } = await trail.save('project-123', { budgetTokens: 5000 });
    const current = shallowRef(first);
    const save = async ({ policy }) => {
      const { version } = await trail.save('project-123', policy);
      current.value = version;
      return version;
    };
    const onPolicySave = ({ detail }) => detail.waitUntil(save(detail));
    createApp(() => [
      h('policy-settings', { version: current.value, 'heading-level': '3', onPolicySave }),
      h('policy-diff', { 'data-diff': '', from: first, to: current.value }),
    ]).mount('#root');`;

  it('sets properties and attributes, hears events, and takes over a save', async () => {
    const files = { '/': pageOf('<div id="root"></div>', ['/page.js']), '/page.js': await bundle(script) };
    await visit(browser, { files, policy: policyForVue }, async ({ page, errors }) => {
      await page.locator('policy-settings input').first().fill('2000');
      await page.locator('policy-settings [part=save-button]').click();
      expect(await comparedValues(page)).toEqual(expected);
      expect(await page.locator('policy-settings').evaluate((settings) => Reflect.get(settings, 'headingLevel'))).toBe(
        3,
      );
      expect(errors).toEqual([]);
    });
  });
});

describe('the snippets of the README', () => {
  const folder = join(import.meta.dirname, 'usage/readme');

  it('are the pages that are checked here', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    const missing = readdirSync(folder).filter((name) => !readme.includes(readFileSync(join(folder, name), 'utf8')));
    expect(missing).toEqual([]);
  });

  it('save by the page, where there is no framework', async () => {
    const trail = createPolicyTrail({ store: memoryStore() });
    const { version: policyVersion } = await trail.save('project-123', { budgetTokens: 5000 });
    const files = {
      '/': readFileSync(join(folder, 'settings.html'), 'utf8'),
      '/policytrail-elements.js': noBuild,
      '/policy': JSON.stringify(policyVersion),
    };
    await visit(browser, { files, policy: "default-src *; script-src * 'unsafe-inline'" }, async ({ page, errors }) => {
      await page.locator('policy-settings input').first().fill('2000');
      const sent = page.waitForRequest((request) => request.method() === 'PUT');
      const saved = page.evaluate(
        () =>
          new Promise((resolve) =>
            document.addEventListener('policy-saved', (event) => resolve((event as CustomEvent).detail.version)),
          ),
      );
      await page.locator('policy-settings [part=save-button]').click();
      expect(JSON.parse((await sent).postData() ?? '')).toMatchObject({
        policy: { budgetTokens: 2000 },
        expectedVersion: 1,
      });
      expect(await saved).toBe(1);
      expect(errors).toEqual([]);
    });
  });
});
