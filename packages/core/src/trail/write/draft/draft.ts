import { readActor } from '../../../policy/actor.js';
import type { ArrayKeys } from '../../../policy/diff/diff.js';
import type { VersionOrigin } from '../../../policy/version.js';
import { versionTexts } from '../../../policy/version-texts.js';
import type { Writing } from '../../../values/document/document-writer.js';
import { invalidArgument } from '../../../values/error.js';
import { assertRequestId, assertText, newUuidV7 } from '../../../values/id.js';
import { parseInstant } from '../../../values/instant.js';
import { sha256Hex } from '../../../values/sha256.js';
import type { TrailContext } from '../../context.js';
import type { DefinitionRecord } from '../../definition-documents.js';
import type { SaveOptions } from '../../trail.js';
import type { Draft } from './decide.js';

/** What is fixed by the operation and not by the caller's options. */
export interface DraftOrigin {
  readonly policyId: string;
  readonly origin: VersionOrigin;
  readonly definition: DefinitionRecord | undefined;
}

const noKeys: ArrayKeys = {};

/** A draft from a checked policy and the caller's options. Throws `invalid_argument` where an option is out of its range. */
export function draftOf(
  { clock, newId, actor }: TrailContext,
  { policyId, origin, definition }: DraftOrigin,
  { document, before }: Writing,
  options: SaveOptions,
): Draft {
  return {
    policyId,
    requestId: requestIdOf(options.requestId ?? newId()),
    isNewRequest: options.requestId === undefined && newId === newUuidV7,
    document,
    before,
    contentHash: sha256Hex(document.text),
    createdBy: options.by === undefined ? actor : readActor(options.by),
    changeNotes: optionalText('changeNotes', options.changeNotes),
    label: optionalText('label', options.label),
    title: optionalText('title', options.title),
    at: { clock: clock() },
    effectiveAt: options.effectiveAt === undefined ? undefined : parseInstant(options.effectiveAt, 'effectiveAt'),
    withdraws: null,
    origin,
    schema: definition?.reference ?? null,
    keys: definition?.keys ?? noKeys,
    expectedVersion: expectedVersionOf(options.expectedVersion),
    whenUnchanged: options.allowUnchanged === true ? 'append' : 'answer',
  };
}

function requestIdOf(requestId: string): string {
  assertRequestId(requestId);
  return requestId;
}

function optionalText(argument: keyof typeof versionTexts, value: string | undefined): string | null {
  if (value === undefined) return null;
  assertText(argument, value, versionTexts[argument]);
  return value;
}

function expectedVersionOf(value: number | undefined): number | undefined {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 0)) return value;
  throw invalidArgument('expectedVersion must be a whole number from 0: the head you have seen', {
    argument: 'expectedVersion',
  });
}
