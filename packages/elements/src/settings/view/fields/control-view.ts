import type { JsonValue } from '@policytrail/core';
import { readPointer } from '@policytrail/core/pure';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { readField, shownText } from '../../model/draft.js';
import type { FormField } from '../../model/form-field.js';
import { idOf, type SettingsView } from '../settings-view.js';

const hoursAndMinutes = '2025-10-03T09:15'.length;

type Target = { readonly currentTarget: EventTarget | null };

/** What a field is edited with. `describedBy`: ids of its help and its error. */
export function controlView(field: FormField, view: SettingsView, describedBy: string | undefined): TemplateResult {
  switch (field.control) {
    case 'checkbox':
      return checkbox(field, view, describedBy);
    case 'select':
      return select(field, view, describedBy);
    case 'longText':
    case 'lines':
    case 'json':
      return textArea(field, view, describedBy);
    default:
      return input(field, view, describedBy);
  }
}

function input(field: FormField, view: SettingsView, describedBy: string | undefined): TemplateResult {
  const isDate = field.control === 'date' || field.control === 'datetime';
  const isNumber = field.control === 'number';
  const text = shownText(view.draft, field);
  const isKept = field.control === 'secret' && readPointer(view.draft.base, field.path) !== undefined;
  const type = { date: 'date', datetime: 'datetime-local', secret: 'password' }[field.control as string] ?? 'text';
  return html`<input
    id=${idOf(field)}
    class="input ${field.control}"
    part="input"
    type=${type}
    step=${field.control === 'datetime' && text.length > hoursAndMinutes ? 'any' : nothing}
    inputmode=${isNumber ? inputMode(field) : nothing}
    dir=${isNumber || isDate ? 'ltr' : 'auto'}
    autocomplete=${field.control === 'secret' ? 'new-password' : 'off'}
    spellcheck=${isNumber ? 'false' : nothing}
    placeholder=${isKept ? view.context.messages.shared.secret : nothing}
    .value=${live(text)}
    aria-required=${isRequired(field) ? 'true' : nothing}
    aria-invalid=${view.problems.has(field.path) ? 'true' : nothing}
    aria-describedby=${describedBy ?? nothing}
    @input=${(event: Target) => view.actions.enter(field, { text: textOf(event) })}
    @change=${() => view.actions.leave(field)}
  />`;
}

function textArea(field: FormField, view: SettingsView, describedBy: string | undefined): TemplateResult {
  const text = shownText(view.draft, field);
  const isJson = field.control === 'json';
  return html`<textarea
    id=${idOf(field)}
    class="input ${field.control}"
    part="input"
    rows=${Math.min(12, Math.max(3, text.split('\n').length))}
    dir=${isJson ? 'ltr' : 'auto'}
    spellcheck=${isJson ? 'false' : nothing}
    .value=${live(text)}
    aria-required=${isRequired(field) ? 'true' : nothing}
    aria-invalid=${view.problems.has(field.path) ? 'true' : nothing}
    aria-describedby=${describedBy ?? nothing}
    @input=${(event: Target) => view.actions.enter(field, { text: textOf(event) })}
    @change=${() => view.actions.leave(field)}
  ></textarea>`;
}

function checkbox(field: FormField, view: SettingsView, describedBy: string | undefined): TemplateResult {
  const isOn = chosenValue(field, view) === true;
  const { shared } = view.context.messages;
  const { trueLabel = shared.yes, falseLabel = shared.no } = field.meta;
  return html`<span class="check"
    ><input
      id=${idOf(field)}
      part="input"
      type="checkbox"
      .checked=${live(isOn)}
      aria-invalid=${view.problems.has(field.path) ? 'true' : nothing}
      aria-describedby=${describedBy ?? nothing}
      @change=${(event: Target) => view.actions.enter(field, { value: (event.currentTarget as HTMLInputElement).checked })}
    /><span class="muted" aria-hidden="true">${isOn ? trueLabel : falseLabel}</span></span
  >`;
}

function select(field: FormField, view: SettingsView, describedBy: string | undefined): TemplateResult {
  const { shared, settings } = view.context.messages;
  const value = chosenValue(field, view);
  const options = field.meta.options ?? [];
  const chosen = options.findIndex((option) => option.value === value);
  const hasOther = chosen < 0 && value !== undefined && value !== null;
  const mayBeEmpty = !isRequired(field) || (chosen < 0 && !hasOther);
  const choose = (event: Target): void => {
    const { value: index } = event.currentTarget as HTMLSelectElement;
    if (index !== 'other') view.actions.enter(field, { value: options[Number(index)]?.value as JsonValue | undefined });
  };
  const option = (key: string, label: string, isChosen: boolean): TemplateResult =>
    html`<option value=${key} .selected=${isChosen}>${label}</option>`;
  return html`<select
    id=${idOf(field)}
    class="input"
    part="input"
    aria-required=${isRequired(field) ? 'true' : nothing}
    aria-invalid=${view.problems.has(field.path) ? 'true' : nothing}
    aria-describedby=${describedBy ?? nothing}
    @change=${choose}
  >
    ${mayBeEmpty ? option('-1', value === null ? shared.none : shared.notSet, chosen < 0 && !hasOther) : nothing}
    ${hasOther ? option('other', settings.notOffered(String(value)), true) : nothing}
    ${options.map(({ label }, index) => option(String(index), label, index === chosen))}
  </select>`;
}

function chosenValue(field: FormField, { draft }: SettingsView): JsonValue | undefined {
  const reading = readField(draft, field);
  return reading.status === 'value' ? reading.value : undefined;
}

function isRequired({ meta }: FormField): boolean {
  return meta.required === true;
}

function inputMode({ meta }: FormField): string {
  return meta.display === 'integer' && Number(meta.min) >= 0 ? 'numeric' : 'decimal';
}

function textOf({ currentTarget }: Target): string {
  return (currentTarget as HTMLInputElement | HTMLTextAreaElement).value;
}
