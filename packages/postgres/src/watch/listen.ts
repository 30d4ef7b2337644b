import { sha256Hex } from '@policytrail/core';
import type { PostgresClient } from '../driver/client.js';
import type { Session, Sessions } from '../driver/session.js';
import type { TableNames } from '../schema/names.js';

/** The channel on which stores on the same tables tell each other that a head has moved; its payload is the policy id. */
export function channelOf({ schemaName, prefix }: TableNames): string {
  return `policytrail_${sha256Hex(`${schemaName}.${prefix}`).slice(0, 16)}`;
}

/** What listening needs of a store. */
export interface Listening {
  readonly sessions: Sessions;
  readonly channel: string;
  readonly onError: (error: unknown) => void;
}

const pauseMilliseconds = 1_000;

/**
 * Keeps one connection of the pool that hears the channel, and another one where that breaks; calls back for each
 * notification, and after each connection, as something may have been missed. The answer ends it.
 */
export function listenTo({ sessions, channel, onError }: Listening, heard: () => void): () => Promise<void> {
  let end: () => void = () => undefined;
  let isOver = false;
  const over = new Promise<void>((resolve) => {
    end = () => {
      isOver = true;
      resolve();
    };
  });
  const listen = async (): Promise<void> => {
    while (!isOver) {
      try {
        await sessions.use((session) => hear(session, channel, heard, over));
      } catch (error) {
        onError(error);
        await Promise.race([over, pause()]);
      }
    }
  };
  const ended = listen();
  return () => {
    end();
    return ended;
  };
}

async function hear(session: Session, channel: string, heard: () => void, over: Promise<void>): Promise<void> {
  const { client } = session;
  const broken = brokenConnection(client);
  client.on('notification', heard);
  try {
    await session.send(`LISTEN ${channel}`);
    heard();
    await Promise.race([over, broken.promise]);
    await session.send(`UNLISTEN ${channel}`);
  } catch (error) {
    session.abandon();
    throw error;
  } finally {
    client.removeListener('notification', heard);
    broken.forget();
  }
}

function brokenConnection(client: PostgresClient): { readonly promise: Promise<never>; readonly forget: () => void } {
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    fail = reject;
  });
  client.on('error', fail);
  return { promise, forget: () => void client.removeListener('error', fail) };
}

function pause(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, pauseMilliseconds).unref());
}
