/** What a process asked of the disk, in order. A path is relative to the traced folder, which itself is `''`. */
export type DiskCall =
  | { readonly kind: 'create'; readonly path: string }
  | { readonly kind: 'unlink'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Uint8Array }
  | { readonly kind: 'truncate'; readonly path: string; readonly size: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'print'; readonly text: string };

/** The system calls to record: those that become a {@link DiskCall}, and those that must not change a file unnoticed. */
export const tracedCalls = [
  ...['open', 'openat', 'creat', 'write', 'pwrite64', 'ftruncate', 'fsync', 'fdatasync', 'unlink', 'unlinkat'],
  ...['writev', 'pwritev', 'pwritev2', 'truncate', 'fallocate', 'rename', 'renameat', 'renameat2', 'mmap'],
] as const;

/**
 * The log of one thread as `strace -y -xx` writes it, read for one folder. Throws where a call changed a file of it in a way
 * that is not known here. The index of SQLite's write-ahead log (`-shm`) is left out: nothing of it is used after a crash.
 */
export function parseTrace(log: string, folder: string): readonly DiskCall[] {
  return log.split('\n').flatMap((line) => parseLine(line, folder) ?? []);
}

interface TracedCall {
  readonly name: string;
  readonly rest: string;
  readonly texts: readonly Buffer[];
  /** The path of its first file, where that lies in the folder. */
  readonly path: string | undefined;
}

function parseLine(line: string, folder: string): DiskCall | undefined {
  const match = /^(?<name>\w+)\((?<rest>.*)\) += (?<result>-?\w+)/.exec(line)?.groups as
    | Record<'name' | 'rest' | 'result', string>
    | undefined;
  if (match === undefined || match.result.startsWith('-')) return undefined;
  const { name, rest } = match;
  const texts = [...rest.matchAll(/"(?<text>[^"]*)"/g)].map(({ groups }) => bytesOf(groups?.['text'] ?? ''));
  if (name === 'write' && rest.startsWith('1<')) return { kind: 'print', text: String(texts[0]) };
  const path = pathWithin(folder, name.startsWith('open') || /^unlink|^creat/.test(name) ? texts[0] : fileOf(rest));
  if (path === undefined || path.endsWith('-shm')) return undefined;
  return toDiskCall({ name, rest, texts, path });
}

function toDiskCall({ name, rest, texts, path = '' }: TracedCall): DiskCall | undefined {
  const numbers = rest.split(', ').map(Number);
  switch (name) {
    case 'open':
    case 'openat':
      if (rest.includes('O_TRUNC')) throw new Error(`a call that is not known here: ${name}(${rest})`);
      return rest.includes('O_CREAT') ? { kind: 'create', path } : undefined;
    case 'pwrite64':
      return { kind: 'write', path, offset: numbers.at(-1) ?? Number.NaN, bytes: texts[0] ?? Buffer.alloc(0) };
    case 'ftruncate':
      return { kind: 'truncate', path, size: numbers.at(-1) ?? Number.NaN };
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', path };
    case 'unlink':
    case 'unlinkat':
      return { kind: 'unlink', path };
    default:
      throw new Error(`a call that is not known here: ${name} of ${path}`);
  }
}

// `18<\x2f\x74…>, …`
function fileOf(rest: string): Buffer | undefined {
  const path = /\d+<(?<path>(?:\\x[\da-f]{2})+)>/.exec(rest)?.groups?.['path'];
  return path === undefined ? undefined : bytesOf(path);
}

function bytesOf(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}

function pathWithin(folder: string, path: Buffer | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = String(path);
  if (text === folder) return '';
  return text.startsWith(`${folder}/`) ? text.slice(folder.length + 1) : undefined;
}
