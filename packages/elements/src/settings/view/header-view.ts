import type { Pin } from '@policytrail/core';
import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../messages/message-table.js';
import type { SettingsState } from '../../source.js';
import { headingView } from '../../view/heading.js';
import { textView } from '../../view/value.js';

/** The run that is looked at, and the version it is pinned to: a `Pin` is one. */
export type PinnedRun = Pick<Pin, 'subject' | 'policyVersion'>;

export interface HeaderView {
  readonly state: SettingsState;
  readonly headingLevel: number;
  readonly label: string;
  readonly messages: Messages;
  readonly run: PinnedRun | undefined;
  readonly historyHref: string;
  openHistory(): void;
  navigate(version: number): void;
}

/** What is edited: the version in force, what is planned, what the selected run goes by, and the way to the history. */
export function headerView(view: HeaderView): TemplateResult {
  const { settings } = view.messages;
  const history =
    view.historyHref === ''
      ? html`<button class="button" type="button" part="history-button" @click=${view.openHistory}>${settings.viewHistory}</button>`
      : html`<a class="button" href=${view.historyHref} part="history-button" @click=${view.openHistory}>${settings.viewHistory}</a>`;
  return html`<header part="header">
      <div>
        ${headingView(view.headingLevel, html`<slot name="title">${view.label || settings.label}</slot>`)}
        <p class="meta" part="version">${versionText(view)}</p>
      </div>
      ${history}
    </header>
    ${runView(view)}`;
}

function versionText({ state: { current, head }, messages: { settings } }: HeaderView): unknown {
  if (current === undefined && head === undefined) return settings.notSaved;
  const name = current?.label === undefined || current.label === null ? nothing : html`<span>${current.label}</span>`;
  const isPlanned = head !== undefined && head.version > (current?.version ?? 0);
  return html`<span>${current === undefined ? settings.notSaved : settings.currentVersion(current.version)}</span>
    ${name} ${isPlanned ? html`<span>${settings.planned(head.version)}</span>` : nothing}`;
}

function runView({ run, messages, navigate }: HeaderView): TemplateResult | typeof nothing {
  if (run === undefined) return nothing;
  const { settings } = messages;
  const { subject, policyVersion } = run;
  return html`<p class="row" part="run">
    <span><bdi>${textView(subject.id, messages)}</bdi> ${settings.runVersion(policyVersion)}</span>
    <button class="button quiet" type="button" @click=${() => navigate(policyVersion)}>${settings.viewVersion(policyVersion)}</button>
  </p>`;
}
