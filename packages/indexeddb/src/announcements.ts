import type { WatchEvent, WriteOutcome } from '@policytrail/core';

/** How the connections to one database, in this tab and in others, tell each other what they stored. */
export interface Announcements {
  /** To be called with what was acknowledged. */
  readonly announce: (outcomes: readonly WriteOutcome[]) => void;
  /** Hears what others have stored of a policy, never this one; returns the end of it. */
  readonly watch: (policyId: string, listener: (event: WatchEvent) => void) => () => void;
  readonly close: () => void;
}

/** The announcements of a database: silent where there is no BroadcastChannel. */
export function createAnnouncements(name: string): Announcements {
  let channel: BroadcastChannel | undefined =
    globalThis.BroadcastChannel && new BroadcastChannel(`policytrail:${name}`);
  return {
    announce(outcomes) {
      const events = outcomes.flatMap(eventOf);
      if (events.length > 0) channel?.postMessage(events);
    },
    watch(policyId, listener) {
      const hear = ({ data }: MessageEvent): void => {
        for (const event of Array.isArray(data) ? data : []) {
          if (isEvent(event) && event.policyId === policyId) listener(event);
        }
      };
      channel?.addEventListener('message', hear);
      return () => channel?.removeEventListener('message', hear);
    },
    close() {
      // What ends after the store was closed has nobody to tell: a closed channel would throw.
      channel?.close();
      channel = undefined;
    },
  };
}

function eventOf(outcome: WriteOutcome): readonly WatchEvent[] {
  if (outcome.kind !== 'version' || outcome.status !== 'appended') return [];
  const { policyId, version } = outcome.version;
  return [{ type: 'versions', policyId, version }];
}

// Another page of the origin may say anything on the channel, or be of a newer release.
function isEvent(event: unknown): event is WatchEvent {
  if (typeof event !== 'object' || event === null) return false;
  const { type, policyId, version } = event as Partial<Record<keyof WatchEvent, unknown>>;
  return type === 'versions' && typeof policyId === 'string' && typeof version === 'number';
}
