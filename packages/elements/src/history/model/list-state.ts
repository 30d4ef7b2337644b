import type { HistoryPage, HistoryVersion } from '../../source.js';

/** What is known of a history, and which part of it is on the page. */
export interface ListState {
  readonly status: 'loading' | 'loaded' | 'failed';
  /** What is under way; the rows stay as they are until it ends. */
  readonly busy: 'list' | 'older' | 'newer' | undefined;
  /** Those read so far, newest first, none left out between them. */
  readonly rows: readonly HistoryVersion[];
  /** The part of `rows` on the page: from `start`, before `end`. */
  readonly start: number;
  readonly end: number;
  /** False after a jump: newer ones were not read. */
  readonly startsAtTop: boolean;
  /** All that match the filter. */
  readonly total: number;
  readonly head: number | undefined;
  readonly current: number | undefined;
  /** Newer than the reader has seen, and not on the page. */
  readonly pending: number;
  readonly pendingRows: readonly HistoryVersion[];
  readonly error: unknown;
}

export interface ListLimits {
  readonly pageSize: number;
  /** Most rows on the page. */
  readonly maxMounted: number;
}

export const unreadList: ListState = {
  status: 'loading',
  busy: 'list',
  rows: [],
  start: 0,
  end: 0,
  startsAtTop: true,
  total: 0,
  head: undefined,
  current: undefined,
  pending: 0,
  pendingRows: [],
  error: undefined,
};

/** A list that begins with this page. */
export function listOf(page: HistoryPage, startsAtTop: boolean): ListState {
  const { versions, total, head, current } = page;
  const known = { rows: versions, end: versions.length, startsAtTop, total, head, current };
  return { ...unreadList, status: 'loaded', busy: undefined, ...known };
}

export function shownRows({ rows, start, end }: ListState): readonly HistoryVersion[] {
  return rows.slice(start, end);
}

/** Whether older versions are left, on this device or not. */
export function hasOlder({ rows, end, startsAtTop, total }: ListState): boolean {
  if (end < rows.length) return true;
  if (startsAtTop) return rows.length < total;
  return (rows.at(-1)?.version ?? 1) > 1;
}

export function hasNewer({ start, startsAtTop }: ListState): boolean {
  return start > 0 || !startsAtTop;
}

/** One page more at the end; over the most that may be mounted, as many leave at the top. */
export function showOlder(state: ListState, { pageSize, maxMounted }: ListLimits): ListState {
  const end = Math.min(state.rows.length, state.end + pageSize);
  return { ...state, end, start: Math.max(state.start, end - maxMounted) };
}

/** One page more at the top; over the most that may be mounted, as many leave at the end. */
export function showNewer(state: ListState, { pageSize, maxMounted }: ListLimits): ListState {
  const start = Math.max(0, state.start - pageSize);
  return { ...state, start, end: Math.min(state.end, start + maxMounted) };
}

export function addOlder(state: ListState, page: HistoryPage, limits: ListLimits): ListState {
  const rows = [...state.rows, ...page.versions];
  const total = page.versions.length === 0 && state.startsAtTop ? rows.length : page.total;
  return showOlder({ ...state, rows, total, current: page.current }, limits);
}

/** `versions` are the lowest above the first row. */
export function addNewer(state: ListState, page: HistoryPage, limits: ListLimits): ListState {
  const { length } = page.versions;
  const rows = [...page.versions, ...state.rows];
  const startsAtTop = length < limits.pageSize || page.versions[0]?.version === page.head;
  const moved = { ...state, rows, startsAtTop, start: state.start + length, end: state.end + length };
  return showNewer({ ...moved, current: page.current, head: page.head, total: page.total }, limits);
}

/** What arrived above the list waits until the reader asks for it; what is in force now is said at once. */
export function noticeNewer(state: ListState, page: HistoryPage, isFiltered: boolean): ListState {
  const seen = newestOf(state);
  const pendingRows = page.versions.filter(({ version }) => version > seen);
  const pending = isFiltered ? pendingRows.length : Math.max(0, (page.head ?? 0) - seen);
  return { ...state, head: page.head, current: page.current, pending, pendingRows };
}

/** Puts what waited on the page; undefined where too much of it waits, and the list is to be read anew. */
export function showPending(state: ListState, { maxMounted }: ListLimits): ListState | undefined {
  const { pendingRows, pending, startsAtTop, start } = state;
  if (!startsAtTop || start > 0 || pendingRows.length < pending) return undefined;
  const rows = [...pendingRows, ...state.rows];
  const end = Math.min(state.end + pending, maxMounted);
  return { ...state, rows, end, total: state.total + pending, pending: 0, pendingRows: [] };
}

/** The highest version that the reader was shown or told of; 0 before any. */
export function newestOf({ rows, head, pending, startsAtTop }: ListState): number {
  return startsAtTop ? (rows[0]?.version ?? 0) : (head ?? 0) - pending;
}

/** The same rows as they are now. */
export function renewRows(state: ListState, renewed: readonly HistoryVersion[]): ListState {
  const byVersion = new Map(renewed.map((row) => [row.version, row]));
  return { ...state, rows: state.rows.map((row) => byVersion.get(row.version) ?? row) };
}
