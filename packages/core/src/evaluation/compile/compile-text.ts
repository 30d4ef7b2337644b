import type { Program } from '../../expression/program.js';
import type { Template } from '../../expression/template.js';
import type { RuleFailure } from '../../record/decision.js';
import type { JsonObject } from '../../values/json.js';
import { readPointer } from '../../values/json-pointer.js';
import { holdsLineBreak, oneLine } from '../judge/one-line.js';
import { compiledOr, type ExpressionProblem } from '../rules/expression-problem.js';
import type { PlainTextField, ViolationText } from './compiled-policy.js';

/** What expressions are compiled for. */
export interface Compiling {
  readonly program: Program;
  readonly policy: JsonObject;
}

interface TextCompilation {
  readonly text: ViolationText;
  readonly problem: ExpressionProblem | null;
  /** JSON Pointers of the policy values it shows. */
  readonly policyReads: readonly string[];
}

/** A text with expressions in it, or without. */
export function compileText(
  { program, policy }: Compiling,
  text: string,
  place: Omit<ExpressionProblem, 'error'>,
): TextCompilation {
  if (!text.includes('{{')) return fixedCompilation(text);
  const { compiled, problem } = compiledOr(place, () => program.template(text));
  if (problem !== null) return { text: { kind: 'broken', failure: failureOf(problem) }, problem, policyReads: [] };
  return { text: templateText(text, compiled, policy), problem, policyReads: compiled.policyReads };
}

/** A text that is the same each time. */
export function fixedCompilation(text: string | null): TextCompilation {
  const line = text === null ? null : oneLine(text);
  return { text: { kind: 'fixed', text, line }, problem: null, policyReads: [] };
}

/** Why an expression fails each time, on one line: those below show the place in the source. */
export function failureOf({ error }: ExpressionProblem): RuleFailure {
  return Object.freeze({ code: error.code, message: error.message.split('\n', 1)[0] ?? '' });
}

function templateText(text: string, template: Template, policy: JsonObject): ViolationText {
  const { plain, render } = template;
  if (plain === null) return { kind: 'template', render };
  let after = '';
  let fields: PlainTextField | null = null;
  for (const part of plain.toReversed()) {
    if (typeof part === 'string') {
      after = part + after;
      continue;
    }
    fields = { slot: part, after, next: fields };
    after = '';
  }
  return { kind: 'plain', begin: after, fields, hasBreaks: hasBreaks(text, template, policy), render };
}

// An escape in an expression may stand for a line break.
function hasBreaks(text: string, { policyReads }: Template, policy: JsonObject): boolean {
  if (text.includes('\\') || holdsLineBreak(text)) return true;
  return policyReads.some((pointer) => holdsLineBreak(readPointer(policy, pointer)));
}
