import { isPolicytrailError } from '@policytrail/core/pure';
import { html, type TemplateResult } from 'lit';
import type { Messages } from '../../messages/message-table.js';
import { alertView } from '../../view/value.js';
import type { RecordState } from '../record-task.js';

/** What stands in for a decision where there is none to show. */
export function standInView(
  state: Exclude<RecordState, { readonly status: 'ready' }>,
  { decision, shared }: Messages,
  tryAgain: () => void,
): TemplateResult {
  switch (state.status) {
    case 'empty':
      return html`<div class="state"><slot name="empty">${decision.empty}</slot></div>`;
    case 'loading':
      return html`<p class="state" aria-busy="true">${decision.loading}</p>`;
    case 'failed': {
      if (isPolicytrailError(state.error, 'missing_evaluation'))
        return standInView({ status: 'empty' }, { decision, shared } as Messages, tryAgain);
      const reason = failureText(state.error, decision);
      return html`${alertView(reason)}
        <div><button class="button" type="button" @click=${tryAgain}>${shared.tryAgain}</button></div>`;
    }
  }
}

function failureText(error: unknown, { versionMissing, versionUnknown, loadFailed }: Messages['decision']): string {
  if (!isPolicytrailError(error, 'missing_version')) return loadFailed;
  const { version } = error.details;
  return version === undefined ? versionUnknown : versionMissing(version);
}
