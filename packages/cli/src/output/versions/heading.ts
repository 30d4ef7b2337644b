import type { Actor, VersionHeader } from '@policytrail/core';
import type { Colours } from '../../terminal/colours.js';
import type { FormatInstant } from '../values/date.js';
import { quotedLines, safeLine } from '../values/safe-text.js';
import { type Standing, versionMarks } from './marks.js';

/** What a heading is made with. */
export interface HeadingStyle {
  readonly standing: Standing;
  readonly formatInstant: FormatInstant;
  readonly colours: Colours;
}

/** `Version 3 (Current)`, when and by whom, the note: one line each. */
export function versionHeading(version: VersionHeader, style: HeadingStyle): readonly string[] {
  const when = `${style.formatInstant(version.createdAt)}  by ${authorOf(version.createdBy)}`;
  return [titleLine(version, style), when, ...(version.changeNotes ? [quotedLines(version.changeNotes)] : [])];
}

/** The whole version on one line. */
export function versionLine(version: VersionHeader, { standing, formatInstant, colours }: HeadingStyle): string {
  const marks = versionMarks(version, standing, formatInstant).join(', ');
  return [
    colours.bold(String(version.version)),
    formatInstant(version.createdAt),
    authorOf(version.createdBy),
    version.label === null ? '' : colours.cyan(safeLine(version.label)),
    safeLine(version.changeNotes ?? ''),
    marks === '' ? '' : colours.green(`(${marks})`),
  ]
    .filter((part) => part !== '')
    .join('  ');
}

export function authorOf(actor: Actor | null): string {
  return actor === null ? 'unknown author' : safeLine(actor.name ?? actor.id);
}

function titleLine(version: VersionHeader, { standing, formatInstant, colours }: HeadingStyle): string {
  const marks = versionMarks(version, standing, formatInstant).map(safeLine).join(', ');
  const head = colours.bold(`Version ${version.version}`) + (marks === '' ? '' : colours.green(` (${marks})`));
  const label = version.label === null ? [] : [colours.cyan(safeLine(version.label))];
  const title = version.title === null ? [] : [safeLine(version.title)];
  return [head, ...label, ...title].join(' · ');
}
