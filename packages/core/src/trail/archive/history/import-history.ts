import { isPolicytrailError, PolicytrailError } from '../../../values/error.js';
import { onlyKnown } from '../../../values/options/only-known.js';
import type { TrailContext } from '../../context.js';
import type { ByteSource, HistoryImport, ImportHistoryOptions } from '../../trail.js';
import { announceSaved } from '../../write/append.js';
import { type Ask, askFor, type Settled } from '../../write/draft/ask.js';
import type { Draft } from '../../write/draft/decide.js';
import { readPlainBytes } from '../source/bytes.js';
import { type Line, readLines } from '../source/lines.js';
import { type HistoryRecord, importRequestId, readHistoryRecord } from './history-record.js';

/** What an import remembers of the records before: enough to answer the same way when the file is read again. */
interface Memory {
  readonly occurrences: Map<string, number>;
  readonly lastContent: Map<string, string>;
}

type Counts = { -readonly [Status in Settled['status']]: number };

const batchSize = 500;
const lineAllowance = 1_048_576;
const known: readonly (keyof ImportHistoryOptions)[] = ['maxBytes', 'onProgress', 'allowUnchanged'];

/** Saves the records of a plain history in batches, each in one transaction; read again, the file adds nothing. */
export async function importHistory(
  context: TrailContext,
  source: ByteSource,
  options: ImportHistoryOptions = {},
): Promise<HistoryImport> {
  const { maxBytes = Number.POSITIVE_INFINITY, onProgress } = onlyKnown('importHistory', known, options);
  const maxLineLength = (context.limits.maxBytes ?? lineAllowance) + lineAllowance;
  const memory: Memory = { occurrences: new Map(), lastContent: new Map() };
  const counts: Counts = { saved: 0, unchanged: 0, already_saved: 0 };
  let records = 0;
  let asks: Ask[] = [];
  const flush = async () => {
    await appendBatch(context, asks, counts);
    asks = [];
    onProgress?.({ done: records });
  };
  for await (const line of readLines(readPlainBytes(source), { maxBytes, maxLineLength })) {
    if (line.text.trim() === '') continue;
    records += 1;
    const ask = await askForLine(context, line, memory, options);
    if (ask === undefined) counts.unchanged += 1;
    else asks.push(ask);
    if (asks.length === batchSize) await flush();
  }
  await flush();
  const { saved, unchanged, already_saved: alreadySaved } = counts;
  return { records, policies: memory.lastContent.size, saved, unchanged, alreadySaved };
}

async function appendBatch(context: TrailContext, asks: readonly Ask[], counts: Counts): Promise<void> {
  if (asks.length === 0) return;
  const outcomes = await context.store.append(asks.map(({ write }) => write));
  for (const [index, ask] of asks.entries()) {
    const settled = ask.settle(outcomes[index]);
    counts[settled.status] += 1;
    announceSaved(context, settled);
  }
}

async function askForLine(
  context: TrailContext,
  line: Line,
  memory: Memory,
  options: ImportHistoryOptions,
): Promise<Ask | undefined> {
  const record = atLine(line.number, () => readHistoryRecord(context, line.text));
  const requestId = requestIdOf(record, memory);
  const isUnchanged = options.allowUnchanged !== true && (await repeats(context, record, requestId, memory));
  memory.lastContent.set(record.policyId, record.contentHash);
  if (isUnchanged) return undefined;
  const ask = askFor(draftOf(record, requestId));
  const { write } = ask;
  return { ...ask, write: { ...write, decide: (head) => atLine(line.number, () => write.decide(head)) } };
}

function requestIdOf(record: HistoryRecord, { occurrences }: Memory): string {
  const first = importRequestId(record, 0);
  const occurrence = occurrences.get(first) ?? 0;
  occurrences.set(first, occurrence + 1);
  return occurrence === 0 ? first : importRequestId(record, occurrence);
}

// Compared with the record before it, or, for a policy's first record, with what was in force before the import.
async function repeats(
  { store }: TrailContext,
  { policyId, contentHash, createdAt }: HistoryRecord,
  requestId: string,
  { lastContent }: Memory,
): Promise<boolean> {
  const before = lastContent.get(policyId);
  if (before !== undefined) return before === contentHash;
  const inForce = await store.readInForce(policyId, createdAt);
  return inForce?.contentHash === contentHash && inForce.requestId !== requestId;
}

function draftOf(record: HistoryRecord, requestId: string): Draft {
  const { policyId, writing, contentHash, createdAt, createdBy, changeNotes } = record;
  return {
    policyId,
    requestId,
    isNewRequest: false,
    ...writing,
    contentHash,
    createdBy,
    changeNotes,
    label: null,
    title: null,
    at: { given: createdAt },
    effectiveAt: undefined,
    withdraws: null,
    origin: { type: 'imported' },
    schema: null,
    keys: {},
    expectedVersion: undefined,
    whenUnchanged: 'append',
  };
}

// A mistake in a record is told with its line.
function atLine<Answer>(line: number, read: () => Answer): Answer {
  try {
    return read();
  } catch (error) {
    if (!isPolicytrailError(error, 'invalid_argument')) throw error;
    throw new PolicytrailError(
      'invalid_argument',
      `line ${line}: ${error.message}`,
      { ...error.details, line },
      { cause: error },
    );
  }
}
