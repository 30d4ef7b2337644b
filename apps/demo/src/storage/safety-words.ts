import type { DoctorCheck, DoctorReport } from '@policytrail/core';

/** One thing to know about how safely the data is kept. */
export interface SafetyLine {
  readonly label: string;
  readonly text: string;
  readonly isFine: boolean;
}

type Words = Readonly<Record<'label' | 'fine' | 'other', string>>;

const words: Readonly<Record<string, Words>> = {
  durability: {
    label: 'After a power cut',
    fine: 'All that was saved is still there',
    other: 'What was saved last may be lost',
  },
  persistence: {
    label: 'Kept',
    fine: 'Until you delete it',
    other: 'Until this device runs short of room: the browser may then delete all of it',
  },
  heads: {
    label: 'Newest versions',
    fine: 'All in their place',
    other: 'Some are not where they should be: check everything below',
  },
  erasure: {
    label: 'Erased records',
    fine: 'None',
    other: 'Some; traces may stay on the disk until it is next tidied up',
  },
  losses: {
    label: 'Thrown away',
    fine: 'Nothing, as far as the browser said',
    other: 'All that was here before, as the browser found its files damaged: bring in a copy',
  },
  clock: {
    label: 'Clock',
    fine: 'In step with what is stored',
    other: 'Behind what is stored: set the clock of this device',
  },
  fallback: {
    label: 'Where',
    fine: 'In the browser',
    other: 'In memory alone: all is forgotten when the page is closed',
  },
};

// Stands above the others, in figures.
const saidElsewhere: readonly string[] = ['quota'];

/** What a store's own checks found, for a person who runs it; what they found fine and has no words is counted. */
export function safetyLines({ checks, durable }: DoctorReport): readonly SafetyLine[] {
  const isDurabilitySaid = checks.some(({ id }) => id === 'durability');
  const said = checks.filter(({ id }) => !saidElsewhere.includes(id));
  const known = said.filter(({ id }) => Object.hasOwn(words, id));
  const others = said.filter(({ id }) => !Object.hasOwn(words, id));
  const failing = others.filter(({ status }) => status !== 'ok');
  return [
    // Some stores come to it by several checks.
    ...(isDurabilitySaid ? [] : [knownLine({ id: 'durability', status: durable ? 'ok' : 'warning' })]),
    ...known.map(knownLine),
    ...failing.map(({ message }) => ({ label: 'To look at', text: message, isFine: false })),
    ...(others.length > failing.length
      ? [{ label: 'Further checks', text: `${others.length - failing.length} passed`, isFine: true }]
      : []),
  ];
}

function knownLine({ id, status }: Pick<DoctorCheck, 'id' | 'status'>): SafetyLine {
  const { label = id, fine = '', other = '' } = words[id] ?? {};
  return { label, text: status === 'ok' ? fine : other, isFine: status === 'ok' };
}
