import { afterAll, beforeAll } from 'vitest';
import { freshProfile } from './browser.js';
import { type Site, startSite } from './site.js';

/** What the tests of a file have: the origin of a site, and folders for the profiles of their browsers. */
export interface SiteAndProfiles {
  readonly origin: string;
  readonly folders: readonly string[];
}

/** Starts the site before the tests of a file; it and the profiles are gone after them. */
export function withSite(profileCount: number): SiteAndProfiles {
  const profiles = Array.from({ length: profileCount }, freshProfile);
  let site: Site | undefined;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(async () => {
    await site?.close();
    for (const { remove } of profiles) remove();
  });
  return {
    folders: profiles.map(({ folder }) => folder),
    get origin() {
      if (site === undefined) throw new Error('the site starts before the tests');
      return site.origin;
    },
  };
}
