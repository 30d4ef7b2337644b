import type { PolicyIssue } from '@policytrail/core';
import { type Draft, problemsOf } from './draft.js';
import { fieldAt } from './form-field.js';

/** What is wrong with a form, and how much of it is to be shown: what was left, then all once a save was asked for. */
export class ProblemList {
  /** What kept the last save from happening. */
  issues: readonly PolicyIssue[] = [];
  readonly #left = new Set<string>();
  #isAsked = false;

  clear(): void {
    this.#left.clear();
    this.#isAsked = false;
    this.issues = [];
  }

  leave(path: string): void {
    this.#left.add(path);
  }

  /** A field is being changed: what was said of it holds no more. */
  forget(path: string): void {
    this.issues = this.issues.filter((issue) => issue.path !== path && !issue.path.startsWith(`${path}/`));
  }

  /** Looks at all fields, as they are to be saved. Without issues they may. */
  ask(draft: Draft): readonly PolicyIssue[] {
    this.#isAsked = true;
    this.issues = [...problemsOf(draft)].map(([path, message]) => ({ path, message }));
    return this.issues;
  }

  /** By pointer of the field. */
  shown(draft: Draft): ReadonlyMap<string, string> {
    const shown = new Map<string, string>();
    for (const { path, message } of this.issues) {
      const field = fieldAt(path, draft.fields);
      if (field !== undefined && !shown.has(field.path)) shown.set(field.path, message);
    }
    for (const [path, message] of problemsOf(draft)) {
      if (this.#isAsked || this.#left.has(path)) shown.set(path, message);
    }
    return shown;
  }
}
