import type { BrowserContextOptions, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { axeFindings, galleryPages, looks, sights } from './gallery-page.js';

const pages = galleryPages();

/** The gallery, its comparisons done but for the one that stays under way. */
function withGallery<Result>(
  query: string,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<Result>,
): Promise<Result> {
  return pages.visit(query, options, async (page) => {
    await page.evaluate(
      'Promise.all([...document.querySelectorAll("policy-diff:not(#comparing)")].map((diff) => diff.updateComplete))',
    );
    return use(page);
  });
}

describe('a page under a strict content security policy', () => {
  it('has every state of a comparison without a violation', async () => {
    const { violations, rows } = await withGallery('', {}, async (page) => {
      for (const toggle of await page.locator('policy-diff .footer button').all()) await toggle.click();
      await page.locator('#text .lines').waitFor();
      await page.locator('#pricing ins').first().waitFor();
      return {
        violations: await page.evaluate('window.violations'),
        rows: await page.locator('#budget tr[part~=row]').count(),
      };
    });
    expect(rows).toBe(4);
    expect(violations).toEqual([]);
  });

  it('collects violations where there are some', async () => {
    const violations = await withGallery('?only=budget', {}, async (page) => {
      await page.evaluate('document.body.setAttribute("style", "color: red")');
      await expect.poll(() => page.evaluate('window.violations.length')).toBeGreaterThan(0);
      return page.evaluate('window.violations');
    });
    expect(violations).toHaveLength(1);
  });
});

describe('axe finds nothing in any state', () => {
  it('of which a comparison that failed is one', async () => {
    const text = await withGallery('?only=failed', {}, (page) =>
      page.locator('#failed:state(error) [role=alert]').textContent(),
    );
    expect(text).toBe('The versions could not be compared.');
  });

  it('of which a comparison under way is one', async () => {
    const text = await withGallery('?only=comparing', {}, (page) =>
      page.locator('#comparing:state(comparing) [aria-busy=true]').textContent(),
    );
    expect(text).toBe('Comparing versions');
  });

  it.each(sights)('in %s, %d px wide, in %s', async (look, width, lang) => {
    const options = { ...looks[look], viewport: { width, height: 900 } };
    const findings = await withGallery(`?lang=${lang}`, options, async (page) => {
      await page.locator('#pricing ins').first().waitFor();
      return axeFindings(page, 'policy-diff');
    });
    expect(findings).toEqual([]);
  });
});

describe('axe', () => {
  it('sees into the elements: a colour that is too pale is found', async () => {
    const findings = await withGallery('?only=budget', looks.light, async (page) => {
      await page.evaluate('document.querySelector("#budget").style.setProperty("--policy-muted", "#bbb")');
      return axeFindings(page, 'policy-diff');
    });
    expect(findings.join()).toContain('color-contrast');
  });
});

describe('in print', () => {
  it('all is shown, without buttons', async () => {
    const printed = await withGallery('?only=many', {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      return {
        rows: await page.locator('#many tr[part~=row]').count(),
        buttons: await page.locator('policy-diff button:visible').count(),
        groups: await page.locator('#many tr.group').allInnerTexts(),
      };
    });
    expect(printed).toEqual({ rows: 2998, buttons: 0, groups: ['Limits', 'Quotas'] });
  });
});
