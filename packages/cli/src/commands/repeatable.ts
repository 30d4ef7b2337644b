import { type Command, Option } from 'commander';

/** An option that takes one value each time it is given: a list of values would take the arguments behind it, too. */
export function repeatable(flags: string, description: string): Option {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  return new Option(flags, description).argParser(collect);
}

/**
 * The values of such an option, also where the later ones only follow the first, as in `approve P E --rule a b`. The command has
 * to allow excess arguments; without the option they are refused here.
 */
export function repeated(command: Command, given: readonly string[] | undefined): readonly string[] | undefined {
  const expected = command.registeredArguments.length;
  const more = command.args.slice(expected);
  if (given !== undefined) return [...given, ...more];
  if (more.length === 0) return undefined;
  const message = `too many arguments for '${command.name()}': ${expected} and options, but got ${command.args.length}`;
  return command.error(message, { code: 'commander.excessArguments' });
}
