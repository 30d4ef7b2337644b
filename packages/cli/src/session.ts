import type { PolicyTrail } from '@policytrail/core';
import { createPolicyTrail } from '@policytrail/core';
import type { Command } from 'commander';
import { type Access, type OpenStore, openDatabase } from './database/open.js';
import { type DatabaseOptions, type DatabasePlace, placeOf } from './database/place.js';
import type { Host } from './host.js';
import type { TextStyle } from './output/layout/text-style.js';
import { instantFormat } from './output/values/date.js';
import { jsonText } from './output/values/safe-text.js';
import { coloursFor } from './terminal/colours.js';
import { page } from './terminal/pager.js';

/** The options every command takes. */
export interface GlobalOptions extends DatabaseOptions {
  readonly json?: true;
  readonly timeZone: string;
  readonly pager: boolean;
}

/** What a command works with. */
export interface Session extends TextStyle {
  readonly host: Host;
  readonly trail: PolicyTrail;
  readonly store: OpenStore;
  /** Which kind of database the store is in. */
  readonly kind: DatabasePlace['kind'];
  readonly timeZone: string;
}

/** What a command found or did: printed once, after the store is closed. */
export interface Answer {
  /** The SDK's own value: what --json prints. */
  readonly value: unknown;
  /** What a person reads. */
  readonly text: () => string | Promise<string>;
  /** Long enough for a pager. */
  readonly paged?: true;
  readonly exitCode?: number;
}

/** Where a command runs. */
export interface Scene {
  readonly host: Host;
  readonly command: Command;
  readonly access: Access;
}

/** Opens the database, does the work, closes it, prints the answer. */
export async function inSession(scene: Scene, work: (session: Session) => Promise<Answer | undefined>): Promise<void> {
  const { host, command, access } = scene;
  const options = command.optsWithGlobals<GlobalOptions>();
  const formatInstant = instantFormat(options.timeZone);
  const colours = coloursFor(host.stdout, host.env);
  const width = host.stdout.columns ?? Infinity;
  const place = placeOf(options, host);
  const store = await openDatabase(place, access);
  const trail = createPolicyTrail({ store });
  try {
    const { timeZone } = options;
    const answer = await work({ host, trail, store, kind: place.kind, timeZone, formatInstant, colours, width });
    const text = answer && (options.json ? jsonText(answer.value) : await answer.text());
    await trail.close();
    if (answer?.exitCode !== undefined) host.exitCode = answer.exitCode;
    if (text !== undefined)
      await print(text, { host, isPaged: answer?.paged === true && !options.json && options.pager });
  } finally {
    await trail.close();
  }
}

async function print(text: string, how: { readonly host: Host; readonly isPaged: boolean }): Promise<void> {
  const line = `${text}\n`;
  if (how.isPaged) await page(line, how.host);
  else how.host.stdout.write(line);
}
