import type { Violation } from '../../record/decision.js';
import type { PlainText, ViolationForm, ViolationText } from '../compile/compiled-policy.js';
import { fieldText } from './field-text.js';
import type { Judging } from './judging.js';
import { oneLine } from './one-line.js';

export function messageText(message: ViolationText, ruleName: string, judging: Judging): string {
  const rendered = render(message, judging);
  if (typeof rendered === 'string') return rendered;
  const because = rendered === null ? '' : ` (its message can't be told: ${rendered.message})`;
  return `${ruleName} was violated${because}`;
}

export function resolutionText(resolution: ViolationText, judging: Judging): string | null {
  const rendered = render(resolution, judging);
  return typeof rendered === 'string' ? rendered : null;
}

function render(text: ViolationText, judging: Judging): string | null | { readonly message: string } {
  switch (text.kind) {
    case 'fixed':
      return text.text;
    case 'plain':
      return plainText(text, judging) ?? text.render(judging.run);
    case 'template':
      return text.render(judging.run);
    case 'broken':
      return text.failure;
  }
}

/** Null where a field is not there, or no scalar: the template itself says what is wrong. */
function plainText({ begin, fields }: PlainText, judging: Judging): string | null {
  let rendered = begin;
  for (let field = fields; field !== null; field = field.next) {
    const text = fieldText(field.slot, judging);
    if (text === null) return null;
    rendered += text + field.after;
  }
  return rendered;
}

/** The message as a reason: on one line. To look for line breaks in each would cost more than the rest. */
export function reasonOf({ message }: ViolationForm, violation: Violation, judging: Judging): string {
  if (message.kind === 'fixed') return message.line ?? '';
  const hasBreaks = message.kind !== 'plain' || message.hasBreaks || judging.hasBreaks;
  return hasBreaks ? oneLine(violation.message) : violation.message;
}
