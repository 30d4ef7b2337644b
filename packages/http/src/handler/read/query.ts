import type { QueryParameter } from '../../openapi/parameters.js';
import { malformed } from '../refusal.js';

type Members = Record<string, unknown>;

/**
 * What a query asks, as the object that its dotted names stand for: `filter.author=ana` is `{ filter: { author: 'ana' } }`. Throws a
 * refusal for names that are not known or stand twice, and for escapes that are not UTF-8.
 */
export function readQuery(search: string, parameters: ReadonlyMap<string, QueryParameter>): Members {
  const asked: Members = {};
  const seen = new Set<string>();
  for (const part of search.replace(/^\?/, '').split('&')) {
    if (part === '') continue;
    const [name, text] = pairOf(part);
    const parameter = parameters.get(name);
    if (parameter === undefined) throw malformed(name.slice(0, 100), unknownParameter(name, parameters));
    if (seen.has(name)) throw malformed(name, `\`${name}\` stands twice in the query`);
    seen.add(name);
    put(asked, parameter.path, typed(parameter, text));
  }
  return asked;
}

function pairOf(part: string): readonly [string, string] {
  const middle = part.indexOf('=');
  if (middle < 0) return [decode(part), ''];
  return [decode(part.slice(0, middle)), decode(part.slice(middle + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw malformed('query', 'the query holds an escape that is not UTF-8');
  }
}

// What does not read as the type is left as text, for the schema to refuse.
function typed({ type }: QueryParameter, text: string): unknown {
  if (type === 'integer' && /^(?:0|[1-9]\d{0,15})$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function put(object: Members, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    object[first] = value;
    return;
  }
  const inner = (object[first] ?? {}) as Members;
  object[first] = inner;
  put(inner, rest, value);
}

function unknownParameter(name: string, parameters: ReadonlyMap<string, QueryParameter>): string {
  const known = [...parameters.keys()].join(', ');
  return `there is no \`${name.slice(0, 100)}\` to ask for; there is ${known === '' ? 'nothing' : known}`;
}
