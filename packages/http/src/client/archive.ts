import type { ExportOptions } from '@policytrail/core';
import { routes } from '../operations/operations.js';
import { namedOf, outgoingOf } from './call.js';
import type { Connection } from './options.js';
import { errorWith } from './request/failure.js';
import { send, tookTooLong } from './request/send.js';

/**
 * The bytes of an archive, as they are asked for. Errors with `store_unavailable` where they end too soon, or none come for as long as an attempt
 * may take.
 */
export function archiveStream(connection: Connection, options: ExportOptions | undefined): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= await opened(connection, options);
        const next = await nextOf(reader, connection);
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

async function opened(
  connection: Connection,
  options: ExportOptions | undefined,
): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const route = routes.exportArchive;
  const outgoing = await outgoingOf('exportArchive', route, namedOf('exportArchive', route, [options]));
  const body = await send(connection, outgoing, async (response) => response.body);
  return (body ?? new Blob([]).stream()).getReader();
}

async function nextOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { timeoutMilliseconds }: Connection,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tookTooLong(timeoutMilliseconds)), timeoutMilliseconds);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } catch (cause) {
    // Not awaited: a server that does nothing more is not waited for.
    reader.cancel(cause).catch(() => undefined);
    throw errorWith('store_unavailable', 'the archive was cut short', { operation: 'exportArchive' }, cause);
  } finally {
    clearTimeout(timer);
  }
}
