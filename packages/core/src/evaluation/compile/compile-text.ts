import type { Program } from '../../expression/program.js';
import type { Slot } from '../../expression/run/slot.js';
import type { Template } from '../../expression/template.js';
import type { RuleFailure } from '../../record/decision.js';
import type { JsonObject } from '../../values/json.js';
import { readPointer } from '../../values/json-pointer.js';
import { holdsLineBreak, oneLine } from '../judge/one-line.js';
import { compiledOr, type ExpressionProblem } from '../rules/expression-problem.js';
import type { PlainText, ViolationText } from './compiled-policy.js';

/** What expressions are compiled for. */
export interface Compiling {
  readonly program: Program;
  readonly policy: JsonObject;
}

interface TextCompilation {
  readonly text: ViolationText;
  readonly problem: ExpressionProblem | null;
}

/** A text with expressions in it, or without. */
export function compileText(
  { program, policy }: Compiling,
  text: string,
  place: Omit<ExpressionProblem, 'error'>,
): TextCompilation {
  if (!text.includes('{{')) return { text: fixedText(text), problem: null };
  const { compiled, problem } = compiledOr(place, () => program.template(text));
  if (problem !== null) return { text: { kind: 'broken', failure: failureOf(problem) }, problem };
  const template = { template: compiled, hasBreaks: hasBreaks(text, compiled, policy), plain: plainText(compiled) };
  return { text: { kind: 'template', ...template }, problem };
}

export function fixedText(text: string | null): ViolationText {
  return { kind: 'fixed', text, line: text === null ? null : oneLine(text) };
}

/** Why an expression fails each time, on one line: those below show the place in the source. */
export function failureOf({ error }: ExpressionProblem): RuleFailure {
  return Object.freeze({ code: error.code, message: error.message.split('\n', 1)[0] ?? '' });
}

function plainText({ plain }: Template): PlainText | null {
  if (plain === null) return null;
  const texts = [''];
  const slots: Slot[] = [];
  for (const part of plain) {
    if (typeof part === 'string') texts[slots.length] += part;
    else texts[slots.push(part)] = '';
  }
  return { first: texts[0] ?? '', rest: slots.map((slot, index) => ({ slot, after: texts[index + 1] ?? '' })) };
}

// An escape in an expression may stand for a line break.
function hasBreaks(text: string, { policyReads }: Template, policy: JsonObject): boolean {
  if (text.includes('\\') || holdsLineBreak(text)) return true;
  return policyReads.some((pointer) => holdsLineBreak(readPointer(policy, pointer)));
}
