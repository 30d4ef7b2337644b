import { html, type TemplateResult } from 'lit';
import { alertView } from '../../view/value.js';
import { dayBefore, dayEnd, dayOf, dayStart } from '../model/zoned-day.js';
import type { HistoryView } from '../view/history-view.js';

/** Between which days versions are listed. */
export function datesView({ context, filter, actions }: HistoryView): TemplateResult {
  const { history } = context.messages;
  const { timeZone } = context;
  const from = (event: Event): void => actions.setFilter({ from: dayStart(textOf(event), timeZone) ?? '' });
  const to = (event: Event): void => actions.setFilter({ to: dayEnd(textOf(event), timeZone) ?? '' });
  return html`<div class="dates">
    <label class="labelled">${history.datesFrom}<input class="input" type="date" .value=${dayOf(filter.from, timeZone)} @change=${from} /></label>
    <label class="labelled">${history.datesTo}<input class="input" type="date" .value=${dayBefore(filter.to, timeZone)} @change=${to} /></label>
  </div>`;
}

/** The way to a version, or to what was there on a day. */
export function goToView({ context, actions, panelError }: HistoryView): TemplateResult {
  const { history } = context.messages;
  const submit = (act: (value: string) => void) => (event: SubmitEvent) => {
    event.preventDefault();
    const input = (event.target as HTMLFormElement).querySelector('input');
    if (input !== null && input.value !== '') act(input.value);
  };
  const form = (label: string, input: TemplateResult, act: (value: string) => void): TemplateResult =>
    html`<form class="go" @submit=${submit(act)}>
      <label class="labelled">${label}${input}</label>
      <button class="button" type="submit">${history.go}</button>
    </form>`;
  return html`${form(
    history.goToVersion,
    html`<input class="input" type="number" inputmode="numeric" min="1" step="1" />`,
    (value) => actions.goToVersion(Number(value)),
  )}
  ${form(history.goToDate, html`<input class="input" type="date" />`, (day) => actions.goToDate(dayEnd(day, context.timeZone)))} ${alertView(panelError)}`;
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}
