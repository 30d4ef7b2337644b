import type { PolicyIssue, PolicyVersion } from '@policytrail/core';
import { isPolicytrailError } from '@policytrail/core/pure';
import { askPage } from '../../base/ask-page.js';
import { type SaveDetail, SavedEvent, SaveEvent, SaveFailedEvent } from '../../events/edit-events.js';
import { textParts } from '../../format/hidden-characters.js';
import type { PolicySettingsSource } from '../../source.js';

/** What became of a save; `version` is undefined where the page saved it and did not say. */
export type SaveOutcome =
  | { readonly status: 'saved'; readonly version: PolicyVersion | undefined }
  | { readonly status: 'conflict'; readonly headVersion: number | undefined }
  | { readonly status: 'refused'; readonly issues: readonly PolicyIssue[] }
  | { readonly status: 'failed'; readonly message: string }
  | { readonly status: 'declined' }
  | { readonly status: 'unhandled' };

/** Offers a save to the page, else does it by the source, and tells the page how it went. */
export async function saveDraft(
  element: Element,
  detail: SaveDetail,
  source: PolicySettingsSource | undefined,
): Promise<SaveOutcome> {
  const { policy, changeNotes, expectedVersion } = detail;
  const own = source?.save?.bind(source, { policy, changeNotes, expectedVersion });
  const outcome = await askPage<SaveDetail, unknown>(element, new SaveEvent(detail), own);
  switch (outcome.status) {
    case 'done': {
      const version = versionIn(outcome.answer);
      element.dispatchEvent(new SavedEvent({ version: version?.version }));
      return { status: 'saved', version };
    }
    case 'failed':
      element.dispatchEvent(new SaveFailedEvent({ error: outcome.error }));
      return failureOf(outcome.error);
    default:
      return outcome;
  }
}

function failureOf(error: unknown): SaveOutcome {
  if (isPolicytrailError(error, 'version_conflict')) {
    return { status: 'conflict', headVersion: error.details.headVersion };
  }
  if (isPolicytrailError(error, 'invalid_policy'))
    return { status: 'refused', issues: error.details.issues.map(shown) };
  if (isPolicytrailError(error, 'invalid_expression')) {
    return { status: 'refused', issues: [shown({ path: error.details.path ?? '', message: error.message })] };
  }
  return { status: 'failed', message: error instanceof Error ? error.message : String(error) };
}

// Issues may quote what was entered.
function shown({ path, message }: PolicyIssue): PolicyIssue {
  return {
    path,
    message: textParts(message)
      .map(({ text }) => text)
      .join(''),
  };
}

// A version, or what `trail.save` answers.
function versionIn(answer: unknown): PolicyVersion | undefined {
  if (typeof answer !== 'object' || answer === null || !('version' in answer)) return undefined;
  const { version } = answer;
  if (typeof version === 'object' && version !== null) return versionIn(version);
  return typeof version === 'number' && 'policy' in answer ? (answer as PolicyVersion) : undefined;
}
