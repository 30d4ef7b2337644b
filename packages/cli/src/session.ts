import type { PolicyTrail } from '@policytrail/core';
import { createPolicyTrail } from '@policytrail/core';
import type { Command } from 'commander';
import { newFile } from './database/new-file.js';
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
  const made = access === 'import' ? newFile(place) : undefined;
  const store = await openDatabase(place, { access, host });
  const trail = createPolicyTrail({ store });
  try {
    const { timeZone } = options;
    const answer = await work({ host, trail, store, kind: place.kind, timeZone, formatInstant, colours, width });
    const print = answer && (await printer(answer, { host, options }));
    await trail.close();
    await print?.();
  } catch (error) {
    await made?.giveUp(store);
    throw error;
  } finally {
    await trail.close();
  }
}

/** How an answer is printed. */
interface Printing {
  readonly host: Host;
  readonly options: GlobalOptions;
}

/** Prints an answer, and leaves its exit code. */
export async function printAnswer(answer: Answer, printing: Printing): Promise<void> {
  const print = await printer(answer, printing);
  await print();
}

// In two steps: the text may need the store, and nothing is said before that is closed.
async function printer(answer: Answer, { host, options }: Printing): Promise<() => Promise<void>> {
  const text = options.json ? jsonText(answer.value) : await answer.text();
  return async () => {
    if (answer.exitCode !== undefined) host.exitCode = answer.exitCode;
    const line = `${text}\n`;
    if (answer.paged === true && !options.json && options.pager) await page(line, host);
    else host.stdout.write(line);
  };
}
