import { overspends, type Run, tooCostly } from '../run/run.js';
import { booleanType, numberType } from '../type/type.js';
import { textCost } from '../value/compare.js';
import { isList, isMap, type Value } from '../value/value.js';
import type { FunctionRow } from './row.js';

export function textFunctions(): readonly FunctionRow[] {
  return [
    textTest('contains', (text, part) => text.includes(part)),
    textTest('startsWith', (text, part) => text.startsWith(part)),
    textTest('endsWith', (text, part) => text.endsWith(part)),
    {
      name: 'size',
      form: 'both',
      parameters: [['text', 'list', 'map']],
      usage: '`size(a)` or `a.size()`',
      type: () => numberType,
      apply: ([value = null], run) => sizeOf(value, run),
    },
  ];
}

function textTest(name: string, holds: (text: string, part: string) => boolean): FunctionRow {
  return {
    name,
    form: 'method',
    parameters: [['text'], ['text']],
    usage: `\`text.${name}(part)\``,
    type: () => booleanType,
    apply: ([text, part], run) => {
      const [whole, piece] = [String(text), String(part)];
      const search = name === 'contains' ? searchCost(whole.length, piece.length) : 0;
      return overspends(run, textCost(whole.length + piece.length) + search) ? tooCostly : holds(whole, piece);
    },
  };
}

/** What a search may take at worst: engines compare a long piece again and again where it nearly fits. */
function searchCost(length: number, pieceLength: number): number {
  return Math.floor((length * pieceLength) / 1_024);
}

/** Of text in code points. */
function sizeOf(value: Value, run: Run): ReturnType<FunctionRow['apply']> {
  if (isList(value)) return value.length;
  if (isMap(value)) return value.size;
  const text = String(value);
  // Each character is looked at, which takes some times as long as to compare it.
  if (overspends(run, 4 * textCost(text.length))) return tooCostly;
  let pairs = 0;
  for (let index = 0; index < text.length; index++) {
    // A code point above 0xFFFF takes two units.
    if ((text.codePointAt(index) ?? 0) > 0xffff) {
      pairs += 1;
      index += 1;
    }
  }
  return text.length - pairs;
}
