import { invalidArgument, type PolicytrailError } from '../../values/error.js';
import type { JsonArray, JsonObject, JsonValue } from '../../values/json.js';
import { appendPointer, parsePointer } from '../../values/json-pointer.js';
import type { FieldChange } from '../changes.js';
import { equal, isArray, isObject } from './equal.js';

/** What becomes of a place; `path` points into the later policy. */
export type Edit =
  | { readonly kind: 'value'; readonly path: string; readonly value: JsonValue }
  | {
      readonly kind: 'members';
      readonly path: string;
      readonly removed: readonly string[];
      readonly added: readonly (readonly [key: string, value: JsonValue])[];
    }
  | {
      readonly kind: 'items';
      readonly path: string;
      /** Indexes into the earlier array. */
      readonly removed: readonly number[];
      /** The later array. */
      readonly items: readonly Item[];
    };

/** An item of a later array: a new one, or the one at `from` in the earlier array. */
export type Item =
  | { readonly kind: 'added'; readonly value: JsonValue }
  | { readonly kind: 'kept' | 'moved'; readonly from: number };

/**
 * Makes the later policy of the earlier one and what `diffPolicies` found. Leaves `before` as it is; the result shares
 * with it what did not change. Throws `invalid_argument` where a change does not fit, and for clipped changes.
 */
export function applyChanges(before: JsonValue, changes: readonly FieldChange[]): JsonValue {
  return editPolicy(before, changes, () => {});
}

/** {@link applyChanges} that tells each edit, a place before those inside it. */
export function editPolicy(before: JsonValue, changes: readonly FieldChange[], tell: (edit: Edit) => void): JsonValue {
  let result = before;
  const put = (value: JsonValue): void => {
    result = value;
  };
  const { later, earlier } = branchesOf(changes);
  if (earlier.change !== undefined || (later.change !== undefined && later.change.kind !== 'changed')) throw misfit('');
  const waiting: Site[] = [{ before, path: '', later, earlier, put }];
  for (let site = waiting.pop(); site !== undefined; site = waiting.pop()) {
    for (const inner of editSite(site, tell)) waiting.push(inner);
  }
  return result;
}

/** A change and those below it, by segment. */
interface Branch {
  change: FieldChange | undefined;
  readonly inside: Map<string, Branch>;
}

/** A place that is there before and after, and what is to be done to its earlier value. */
interface Site {
  readonly before: JsonValue | undefined;
  readonly path: string;
  /** Changes by their path into the later policy. */
  readonly later: Branch;
  /** Changes by their path into the earlier policy. */
  readonly earlier: Branch;
  readonly put: (value: JsonValue) => void;
}

const noBranch: Branch = { change: undefined, inside: new Map() };

function branchesOf(changes: readonly FieldChange[]): { readonly later: Branch; readonly earlier: Branch } {
  const later: Branch = { change: undefined, inside: new Map() };
  const earlier: Branch = { change: undefined, inside: new Map() };
  for (const change of changes) {
    if (change.kind !== 'moved' && change.clipped) {
      throw invalidArgument('clipped changes cannot be applied', { argument: 'changes', path: change.path });
    }
    if (change.kind === 'moved') plant(earlier, change.from, change);
    plant(change.kind === 'removed' ? earlier : later, change.path, change);
  }
  return { later, earlier };
}

function plant(root: Branch, path: string, change: FieldChange): void {
  let branch = root;
  for (const segment of parsePointer(path)) {
    const inner = branch.inside.get(segment) ?? { change: undefined, inside: new Map() };
    branch.inside.set(segment, inner);
    branch = inner;
  }
  if (branch.change !== undefined) throw misfit(path);
  branch.change = change;
}

function editSite(site: Site, tell: (edit: Edit) => void): readonly Site[] {
  const { before, path, later, earlier, put } = site;
  const isLeaf = later.inside.size === 0 && earlier.inside.size === 0;
  if (later.change?.kind === 'changed') {
    const { before: expected = before, after: value } = later.change;
    if (!isLeaf || value === undefined || !equal(before, expected)) throw misfit(path);
    tell({ kind: 'value', path, value });
    put(value);
    return [];
  }
  if (isLeaf) return [];
  if (isArray(before)) return editItems(site, before, tell);
  if (isObject(before)) return editMembers(site, before, tell);
  throw misfit(path);
}

function editMembers(site: Site, before: JsonObject, tell: (edit: Edit) => void): readonly Site[] {
  const result = { ...before };
  const kept = new Set<string>();
  const removed: string[] = [];
  const added: [string, JsonValue][] = [];
  for (const [key, branch] of site.earlier.inside) {
    if (!Object.hasOwn(before, key)) throw misfitIn(site, key);
    if (branch.change === undefined) {
      kept.add(key);
      continue;
    }
    checkRemoved(site, key, branch, before[key]);
    removed.push(key);
    delete result[key];
  }
  for (const [key, branch] of site.later.inside) {
    const isNew = branch.change?.kind === 'added';
    const fits = isNew ? !Object.hasOwn(before, key) : Object.hasOwn(result, key) && branch.change?.kind !== 'moved';
    if (!fits) throw misfitIn(site, key);
    if (isNew) added.push([key, addedValue(site, key, branch)]);
    else kept.add(key);
  }
  if (removed.length + added.length > 0) tell({ kind: 'members', path: site.path, removed, added });
  for (const [key, value] of added) setMember(result, key, value);
  site.put(result);
  return [...kept].flatMap((key) => siteIn(site, key, key, result[key], (value) => setMember(result, key, value)));
}

function editItems(site: Site, before: JsonArray, tell: (edit: Edit) => void): readonly Site[] {
  const leaving = new Map<number, Branch>();
  const removed: number[] = [];
  for (const [segment, branch] of site.earlier.inside) {
    const index = indexIn(site, segment, before.length);
    if (branch.change === undefined) continue;
    leaving.set(index, branch);
    if (branch.change.kind === 'moved') continue;
    checkRemoved(site, segment, branch, before[index]);
    removed.push(index);
  }
  const items = arrangeItems(site, leaving, before.length);
  const isRearranged = leaving.size > 0 || items.length !== before.length;
  if (isRearranged) tell({ kind: 'items', path: site.path, removed, items });
  const result = items.map((item) => (item.kind === 'added' ? item.value : (before[item.from] ?? null)));
  site.put(result);
  return items.flatMap((item, to) => {
    if (item.kind === 'added') return [];
    const put = (value: JsonValue): void => {
      result[to] = value;
    };
    return siteIn(site, String(item.from), String(to), before[item.from], put);
  });
}

// Added and moved items stand where their changes say; the others fill the places between, in their old order.
function arrangeItems(site: Site, leaving: ReadonlyMap<number, Branch>, beforeLength: number): readonly Item[] {
  const arriving = [...site.later.inside.values()].filter(({ change }) => change?.kind === 'added').length;
  const origins = new Map(
    [...leaving].flatMap(([from, { change }]) => (change?.kind === 'moved' ? [[change, from]] : [])),
  );
  const length = beforeLength - leaving.size + origins.size + arriving;
  const placed = new Map<number, Item>();
  for (const [segment, branch] of site.later.inside) {
    const to = indexIn(site, segment, length);
    const { change } = branch;
    if (change?.kind === 'added') placed.set(to, { kind: 'added', value: addedValue(site, segment, branch) });
    if (change?.kind !== 'moved') continue;
    const from = origins.get(change);
    if (from === undefined) throw misfitIn(site, segment);
    placed.set(to, { kind: 'moved', from });
  }
  if (placed.size !== origins.size + arriving) throw misfit(site.path);
  let next = 0;
  return Array.from({ length }, (_, to) => {
    const item = placed.get(to);
    if (item !== undefined) return item;
    while (leaving.has(next)) next++;
    return { kind: 'kept', from: next++ };
  });
}

// The one site there, none where nothing changes.
function siteIn(
  { path, later, earlier }: Site,
  from: string,
  to: string,
  before: JsonValue | undefined,
  put: Site['put'],
): readonly Site[] {
  const branches = { later: later.inside.get(to) ?? noBranch, earlier: earlier.inside.get(from) ?? noBranch };
  if (branches.later === noBranch && branches.earlier === noBranch) return [];
  return [{ before, path: appendPointer(path, to), ...branches, put }];
}

function checkRemoved(site: Site, segment: string, { change, inside }: Branch, value: JsonValue | undefined): void {
  if (change?.kind !== 'removed' || inside.size > 0) throw misfitIn(site, segment);
  if (change.before !== undefined && !equal(value, change.before)) throw misfitIn(site, segment);
}

function addedValue(site: Site, segment: string, { change, inside }: Branch): JsonValue {
  if (change?.kind !== 'added' || change.after === undefined || inside.size > 0) throw misfitIn(site, segment);
  return change.after;
}

function indexIn(site: Site, segment: string, length: number): number {
  const index = /^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : length;
  if (index >= length) throw misfitIn(site, segment);
  return index;
}

function setMember(object: object, key: string, value: JsonValue): void {
  // Not by assignment: `__proto__` has to become a member.
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

function misfitIn(site: Site, segment: string): PolicytrailError<'invalid_argument'> {
  return misfit(appendPointer(site.path, segment));
}

function misfit(path: string): PolicytrailError<'invalid_argument'> {
  return invalidArgument(`change at \`${path}\` does not fit the policy`, { argument: 'changes', path });
}
