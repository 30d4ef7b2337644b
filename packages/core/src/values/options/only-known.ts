import { invalidArgument } from '../error.js';

/** The options, if all of them are `known`: a misspelt one must not be ignored. `owner` takes them. Throws `invalid_argument`. */
export function onlyKnown<Options extends object | undefined>(
  owner: string,
  known: readonly string[],
  options: Options,
): Options {
  if (options === undefined) return options;
  if (typeof options !== 'object' || options === null) {
    throw invalidArgument(`the options of ${owner} must be an object`, { argument: 'options' });
  }
  const stranger = Object.keys(options).find((name) => !known.includes(name));
  if (stranger === undefined) return options;
  throw invalidArgument(`${owner} has no option \`${stranger}\`; it takes ${known.join(', ')}`, {
    argument: stranger,
  });
}
