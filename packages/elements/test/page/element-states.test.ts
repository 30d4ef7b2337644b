import { describe, expect, it } from 'vitest';
import { axeFindings, galleryPages, looks, sights } from './gallery-page.js';

const pages = galleryPages();

describe.each(['settings', 'decision'])('every state of policy-%s', (set) => {
  it.each(sights)('passes axe and fits in %s, %d px wide, in %s', async (look, width, lang) => {
    const options = { ...looks[look], viewport: { width, height: 900 } };
    const { findings, violations, overflow } = await pages.visit(`?set=${set}&lang=${lang}`, options, async (page) => ({
      findings: await axeFindings(page, `policy-${set}`),
      violations: await page.evaluate('window.violations'),
      overflow: await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    }));
    expect(findings).toEqual([]);
    expect(violations).toEqual([]);
    expect(overflow).toBe(0);
  });

  it('prints without buttons', async () => {
    const visible = await pages.visit(`?set=${set}`, {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      return page.locator(`policy-${set} button:visible`).count();
    });
    expect(visible).toBe(0);
  });
});

describe('every element without its body', () => {
  it.each(sights)('passes axe in %s, %d px wide, in %s', async (look, width, lang) => {
    const options = { ...looks[look], viewport: { width, height: 900 } };
    const { findings, violations } = await pages.visit(`?set=body&lang=${lang}`, options, async (page) => {
      await page.locator('.placeholder i').nth(11).waitFor();
      return {
        findings: await axeFindings(page, 'section > :not(h2)'),
        violations: await page.evaluate('window.violations'),
      };
    });
    expect([findings, violations]).toEqual([[], []]);
  });
});
