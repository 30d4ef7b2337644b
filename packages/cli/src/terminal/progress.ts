import type { Progress } from '@policytrail/core';
import type { Options, Params } from 'cli-progress';
import type { Host } from '../host.js';
import { grouped } from '../output/values/count.js';

/** Shows how far a long piece of work is; nothing unless stderr is a terminal and it lasts. */
export interface ProgressLine {
  readonly update: (progress: Progress) => void;
  readonly stop: () => void;
}

const quietNanoseconds = 500_000_000n;
const barWidth = 30;

/** `unit` names what is counted, e.g. `records`. */
export async function startProgress(host: Host, unit: string): Promise<ProgressLine> {
  if (host.stderr.isTTY !== true) return { update: () => undefined, stop: () => undefined };
  const { SingleBar } = (await import('cli-progress')).default;
  const format = (_: Options, state: Params): string => progressText(state, unit);
  const bar = new SingleBar({ stream: host.stderr, clearOnComplete: true, format, gracefulExit: false });
  const begin = host.hrtime.bigint();
  const update = ({ done, total }: Progress): void => {
    if (bar.isActive) {
      bar.setTotal(total ?? 0);
      bar.update(done);
    } else if (host.hrtime.bigint() - begin > quietNanoseconds) {
      bar.start(total ?? 0, done);
    }
  };
  return { update, stop: () => bar.stop() };
}

/** `██████░░░░ 60%  600 of 1,000 records`; the count alone while the total is unknown. */
export function progressText({ value, total }: Pick<Params, 'value' | 'total'>, unit: string): string {
  const count = grouped(value);
  if (total <= 0) return `${count} ${unit}`;
  const share = Math.min(value / total, 1);
  const filled = Math.round(share * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${bar} ${Math.floor(share * 100)}%  ${count} of ${grouped(total)} ${unit}`;
}
