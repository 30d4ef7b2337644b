import type { DiskCall } from './calls.js';

type FileWrite = Extract<DiskCall, { kind: 'write' }>;
type FileChange = FileWrite | Extract<DiskCall, { kind: 'truncate' }>;
type NameChange = { readonly name: string; readonly file: File | undefined };

interface File {
  /** What a power loss leaves for certain. */
  durable: Uint8Array;
  /** What was asked for since the last fsync of it. */
  readonly pending: FileChange[];
}

/** A folder of files as POSIX promises it: an fsync of a file keeps its contents, one of the folder its names, nothing else does. */
export interface Disk {
  readonly names: Map<string, File>;
  readonly durableNames: Map<string, File>;
  readonly pendingNames: NameChange[];
}

/** Which bytes of a write reach the disk: `lost` ones are left as they were, or hold noise where the file was not that long. */
export type Fate = 'whole' | 'lost' | { readonly sectors: (sector: number) => boolean; readonly noise: () => number };

/** Decides what becomes of each change that no fsync has made certain, in their order. */
export type Fates = (change: FileChange | NameChange) => Fate;

const sectorBytes = 512;

export function emptyDisk(): Disk {
  return { names: new Map(), durableNames: new Map(), pendingNames: [] };
}

export function applyCall(disk: Disk, call: DiskCall): void {
  switch (call.kind) {
    case 'create':
      if (!disk.names.has(call.path)) rename(disk, call.path, { durable: new Uint8Array(), pending: [] });
      return;
    case 'unlink':
      rename(disk, call.path, undefined);
      return;
    case 'write':
    case 'truncate':
      fileAt(disk, call.path).pending.push(call);
      return;
    case 'sync':
      if (call.path === '') syncNames(disk);
      else syncFile(fileAt(disk, call.path));
      return;
    case 'print':
  }
}

/** The files that a power loss now would leave, by name. */
export function filesAfter(disk: Disk, fates: Fates): ReadonlyMap<string, Uint8Array> {
  const names = new Map(disk.durableNames);
  for (const change of disk.pendingNames) if (fates(change) !== 'lost') setName(names, change);
  return new Map([...names].map(([name, { durable, pending }]) => [name, contentAfter(durable, pending, fates)]));
}

function rename(disk: Disk, name: string, file: File | undefined): void {
  const change = { name, file };
  setName(disk.names, change);
  disk.pendingNames.push(change);
}

function setName(names: Map<string, File>, { name, file }: NameChange): void {
  if (file === undefined) names.delete(name);
  else names.set(name, file);
}

function fileAt({ names }: Disk, path: string): File {
  const file = names.get(path);
  if (file === undefined) throw new Error(`${path} was used and never made`);
  return file;
}

function syncNames({ durableNames, pendingNames }: Disk): void {
  for (const change of pendingNames) setName(durableNames, change);
  pendingNames.length = 0;
}

function syncFile(file: File): void {
  file.durable = contentAfter(file.durable, file.pending, () => 'whole');
  file.pending.length = 0;
}

function contentAfter(durable: Uint8Array, pending: readonly FileChange[], fates: Fates): Uint8Array {
  const room = Math.max(durable.length, ...pending.map(endOf));
  const buffer = new Uint8Array(room);
  buffer.set(durable);
  let size = durable.length;
  for (const change of pending) {
    const fate = fates(change);
    if (fate === 'lost') continue;
    if (change.kind === 'write') write(buffer, change, fate, size);
    else buffer.fill(0, change.size);
    size = change.kind === 'write' ? Math.max(size, endOf(change)) : change.size;
  }
  return buffer.slice(0, size);
}

function endOf(change: FileChange): number {
  return change.kind === 'write' ? change.offset + change.bytes.length : change.size;
}

function write(buffer: Uint8Array, { offset, bytes }: FileWrite, fate: Exclude<Fate, 'lost'>, size: number): void {
  if (fate === 'whole') {
    buffer.set(bytes, offset);
    return;
  }
  for (let from = 0; from < bytes.length; ) {
    const sector = Math.floor((offset + from) / sectorBytes);
    const to = Math.min(bytes.length, (sector + 1) * sectorBytes - offset);
    if (fate.sectors(sector)) buffer.set(bytes.subarray(from, to), offset + from);
    else for (let at = Math.max(size, offset + from); at < offset + to; at += 1) buffer[at] = fate.noise();
    from = to;
  }
}
