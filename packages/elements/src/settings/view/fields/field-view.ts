import { readPointer } from '@policytrail/core/pure';
import { html, nothing, type TemplateResult } from 'lit';
import { groupBy } from '../../../fields/field-groups.js';
import { maskSecrets } from '../../../fields/mask-secrets.js';
import { deltaText } from '../../../format/delta.js';
import { strictnessOf } from '../../../format/strictness.js';
import { type ValueText, valueText } from '../../../format/value-text.js';
import { valueView } from '../../../view/value.js';
import { limitsText } from '../../model/check-value.js';
import { readField } from '../../model/draft.js';
import type { FormField } from '../../model/form-field.js';
import { affixesOf } from '../../typed/affix.js';
import { idOf, type SettingsView } from '../settings-view.js';
import { controlView } from './control-view.js';

/** All fields, under the names of their groups. */
export function fieldsView(view: SettingsView): readonly TemplateResult[] {
  return [...groupBy(view.draft.fields, ({ group }) => group)].map(([name, fields]) => {
    const grid = html`<div class="fields">${fields.map((field) => fieldView(field, view))}</div>`;
    if (name === undefined) return grid;
    return html`<fieldset part="group">
      <legend>${name}</legend>
      ${grid}
    </fieldset>`;
  });
}

function fieldView(field: FormField, view: SettingsView): TemplateResult {
  return view.isEditable && field.meta.readOnly !== true ? editedField(field, view) : shownField(field, view);
}

function shownField(field: FormField, view: SettingsView): TemplateResult {
  const value = shownValue(field, view);
  return html`<div class="field ${width(field)}" part="field" role="group" aria-label=${field.meta.label}>
    <div class="field-label" aria-hidden="true">${field.meta.label}</div>
    <div class="shown">${valueView(value, view.context.messages)}</div>
    ${descriptionView(field, undefined)}
  </div>`;
}

function shownValue({ path, meta, control }: FormField, { draft, lookup, context }: SettingsView): ValueText {
  const found = readPointer(draft.base, path);
  if (control === 'lines' && Array.isArray(found) && found.length > 0) return { kind: 'text', text: found.join('\n') };
  const { secret } = context.messages.shared;
  const masked = found === undefined ? undefined : maskSecrets(found, path, lookup, () => secret);
  return valueText(masked, meta, context);
}

function editedField(field: FormField, view: SettingsView): TemplateResult {
  const { settings } = view.context.messages;
  const problem = view.problems.get(field.path);
  const change = problem === undefined ? changeView(field, view) : nothing;
  const parts = [
    ...(helpText(field, view) === '' ? [] : [idOf(field, 'help')]),
    ...(change === nothing ? [] : [idOf(field, 'was')]),
    ...(problem === undefined ? [] : [idOf(field, 'error')]),
  ];
  const state = change === nothing ? '' : 'edited';
  return html`<div class="field ${width(field)} ${state}" part="field">
    <label class="field-label" for=${idOf(field)}
      >${field.meta.label}
      ${isOptional(field, view) ? html`<span class="muted optional">${settings.optional}</span>` : nothing}</label
    >
    ${boxView(field, view, parts.length === 0 ? undefined : parts.join(' '))}
    ${problem === undefined ? nothing : html`<p class="problem" id=${idOf(field, 'error')} part="error">${problem}</p>`}
    ${change} ${descriptionView(field, view)}
  </div>`;
}

// Where nothing is said to be required, nothing is known to be optional.
function isOptional({ meta, control }: FormField, { draft }: SettingsView): boolean {
  if (meta.required === true || control === 'checkbox') return false;
  return draft.fields.some((field) => field.meta.required === true);
}

function boxView(field: FormField, view: SettingsView, describedBy: string | undefined): TemplateResult {
  const control = controlView(field, view, describedBy);
  const { before, after } =
    field.control === 'number' || field.control === 'datetime' ? affixesOf(field.meta, view.context) : {};
  if (before === undefined && after === undefined) return control;
  const affix = (text: string | undefined): TemplateResult | typeof nothing =>
    text === undefined ? nothing : html`<span class="affix">${text}</span>`;
  return html`<span class="box">${affix(before)}${control}${affix(after)}</span>`;
}

function descriptionView(field: FormField, view: SettingsView | undefined): TemplateResult | typeof nothing {
  const text = view === undefined ? (field.meta.description ?? '') : helpText(field, view);
  return text === ''
    ? nothing
    : html`<p class="help" id=${view === undefined ? nothing : idOf(field, 'help')}>${text}</p>`;
}

function helpText(field: FormField, { context }: SettingsView): string {
  const { settings } = context.messages;
  const own = { lines: settings.onePerLine, secret: settings.keepSecret }[field.control as string];
  const texts = [field.meta.description, own, limitsText(field, context)];
  return texts.filter((text) => text !== undefined).join(' · ');
}

/** "Was 5,000 tokens · −3,000 (−60%) · Stricter" */
function changeView(field: FormField, { draft, changes, context }: SettingsView): TemplateResult | typeof nothing {
  const reading = readField(draft, field);
  if (reading.status === 'problem' || !changes.some(({ path }) => path === field.path)) return nothing;
  const before = readPointer(draft.base, field.path);
  const { shared, settings } = context.messages;
  const was = valueText(before, field.meta, context);
  const delta = deltaText(before, reading.value, field.meta, context);
  const strictness = strictnessOf(before, reading.value, field.meta);
  const isShort = was.kind !== 'json' && was.text.length <= 80;
  return html`<p class="was" id=${idOf(field, 'was')}>
    ${isShort ? html`${settings.was}: ${valueView(was, context.messages)}` : context.messages.diff.changed}${delta === undefined ? nothing : html` · <span class="numeric">${delta}</span>`}${
      strictness === undefined ? nothing : html` · <strong>${shared[strictness]}</strong>`
    }
  </p>`;
}

function width({ control }: FormField): string {
  return control === 'longText' || control === 'json' || control === 'lines' ? 'full' : '';
}
