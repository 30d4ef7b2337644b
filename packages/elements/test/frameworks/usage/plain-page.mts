import '@policytrail/elements/define.js';
import type { PolicyVersion } from '@policytrail/core';

/** What a page without a framework does, by the types of the DOM alone. */
export function show(version: PolicyVersion): void {
  const diff = document.createElement('policy-diff');
  diff.to = version;
  // @ts-expect-error a version is no text
  diff.from = '3';
  document.querySelector('policy-settings')?.addEventListener('policy-save', ({ detail }) => {
    detail.waitUntil(Promise.resolve(detail.changes.length));
    // @ts-expect-error there is no such detail
    detail.version;
  });
}
