import picocolors from 'picocolors';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** Colours for a terminal, none for anything else; NO_COLOR and FORCE_COLOR overrule, NO_COLOR first. */
export function coloursFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Colours {
  if (environment['NO_COLOR']) return picocolors.createColors(false);
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return picocolors.createColors(force !== '0' && force !== 'false');
  return picocolors.createColors(stream.isTTY === true && environment['TERM'] !== 'dumb');
}
