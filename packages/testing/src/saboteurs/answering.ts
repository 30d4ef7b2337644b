import type { PolicyHead, PolicyStore, StoredVersion } from '@policytrail/core';
import { allVersions, delegateTo, type Saboteur } from './saboteur.js';

export const answeringSaboteurs: readonly Saboteur[] = [
  {
    id: 'answers-a-stale-head',
    breaks: 'remembers the first head it read',
    caughtBy: ['append/refuses-a-gap', 'concurrency/connections-see-each-other', 'model/agrees-with-memory'],
    wrap(store) {
      const remembered = new Map<string, PolicyHead>();
      const readHead = async (policyId: string) => {
        const head = remembered.get(policyId) ?? (await store.readHead(policyId));
        if (head !== undefined) remembered.set(policyId, head);
        return head;
      };
      return { ...delegateTo(store), readHead };
    },
  },
  {
    id: 'breaks-ties-downwards',
    breaks: 'has the lowest number in force where several versions take effect at once',
    caughtBy: ['in-force/same-instant', 'in-force/plans-for-one-instant'],
    wrap: (store) => ({
      ...delegateTo(store),
      async readInForce(policyId, at) {
        const right = await store.readInForce(policyId, at);
        return (
          right && (await allVersions(store, policyId)).find(({ effectiveAt }) => effectiveAt === right.effectiveAt)
        );
      },
    }),
  },
  {
    id: 'goes-by-number-alone',
    breaks: 'has the highest number in force of all that have taken effect',
    caughtBy: ['in-force/plan-overrules', 'in-force/plans-out-of-order'],
    wrap: (store) => ({
      ...delegateTo(store),
      readInForce: async (policyId, at) =>
        (await allVersions(store, policyId)).findLast(({ effectiveAt }) => effectiveAt <= at),
    }),
  },
  {
    id: 'keeps-withdrawn-plans',
    breaks: 'lets a withdrawn plan take effect',
    caughtBy: ['in-force/withdrawn', 'in-force/one-of-two-withdrawn'],
    wrap: (store) => ({
      ...delegateTo(store),
      async readInForce(policyId, at) {
        const due = (await allVersions(store, policyId)).filter(({ effectiveAt }) => effectiveAt <= at);
        return due.reduce<StoredVersion | undefined>(
          (best, next) => (best && best.effectiveAt > next.effectiveAt ? best : next),
          undefined,
        );
      },
    }),
  },
  {
    id: 'forgets-plans',
    breaks: 'leaves what is planned out of the timeline',
    caughtBy: ['in-force/plan', 'in-force/only-planned'],
    wrap: (store) => ({
      ...delegateTo(store),
      async readHead(policyId) {
        const head = await store.readHead(policyId);
        return (
          head && { ...head, timeline: head.timeline.filter(({ effectiveAt }) => effectiveAt <= head.latest.createdAt) }
        );
      },
    }),
  },
  {
    id: 'keeps-what-is-planned-for-late',
    breaks: 'answers a version that takes effect a millisecond later',
    caughtBy: ['in-force/to-the-millisecond'],
    wrap: (store) => ({
      ...delegateTo(store),
      readInForce: (policyId, at) => store.readInForce(policyId, new Date(Date.parse(at) + 1).toISOString()),
    }),
  },
  answeringRows(
    'lower-cases-text',
    'writes notes in lower case',
    ['append/keeps-every-member', 'text/sql'],
    (version) => ({
      ...version,
      changeNotes: version.changeNotes?.toLowerCase() ?? null,
    }),
  ),
  answeringRows('normalises-text', 'brings text into normal form C', ['text/decomposed'], (version) =>
    JSON.parse(JSON.stringify(version).normalize('NFC')),
  ),
  answeringRows('trims-text', 'cuts spaces off titles', ['text/spaces', 'text/byte-order-mark'], (version) => ({
    ...version,
    title: version.title?.trim() ?? null,
  })),
  answeringRows('takes-empty-for-none', 'takes an empty text for none', ['text/empty'], (version) => ({
    ...version,
    changeNotes: version.changeNotes || null,
  })),
  answeringRows(
    'rewrites-policies',
    'parses a policy and writes it out again',
    ['text/policy-as-it-is'],
    (version) => ({
      ...version,
      policyJson: JSON.stringify(JSON.parse(version.policyJson)),
    }),
  ),
  answeringRows(
    'cuts-long-policies',
    'cuts a policy off after 65,535 characters',
    ['size/one-mebibyte'],
    (version) => ({
      ...version,
      policyJson: version.policyJson.slice(0, 65_535),
    }),
  ),
  answeringRows(
    'forgets-on-behalf-of',
    'forgets for whom an author acted',
    ['append/keeps-actors-and-origins'],
    (version) => {
      if (version.createdBy === null) return version;
      const { onBehalfOf, ...createdBy } = version.createdBy;
      return { ...version, createdBy };
    },
  ),
  {
    id: 'reads-ids-as-numbers',
    breaks: 'takes 007 for 7',
    caughtBy: ['text/policies-apart', 'text/leading-zeros'],
    wrap: (store) => ({
      ...delegateTo(store),
      readHead: (policyId) => store.readHead(Number.isNaN(Number(policyId)) ? policyId : String(Number(policyId))),
    }),
  },
  {
    id: 'finds-labels-without-case',
    breaks: 'finds a label in any case',
    caughtBy: ['text/labels-and-subjects-apart'],
    wrap: (store) => ({
      ...delegateTo(store),
      readLabelled: async (policyId, label) =>
        (await allVersions(store, policyId)).find((version) => version.label?.toLowerCase() === label.toLowerCase()),
    }),
  },
  {
    id: 'hands-out-what-it-keeps',
    breaks: 'answers with the very object it keeps, for anyone to write to',
    caughtBy: ['append/keeps-rows-out-of-reach'],
    wrap(store) {
      const kept = new Map<string, StoredVersion>();
      const readVersions: PolicyStore['readVersions'] = async (query) =>
        (await store.readVersions(query)).map((version) => {
          const own = kept.get(version.hash) ?? structuredClone(version);
          kept.set(version.hash, own);
          return own;
        });
      return { ...delegateTo(store), readVersions };
    },
  },
];

/** Changes every whole version on its way out. */
function answeringRows(
  id: string,
  breaks: string,
  caughtBy: readonly string[],
  alter: (version: StoredVersion) => StoredVersion,
): Saboteur {
  const altered = (version: StoredVersion | undefined): StoredVersion | undefined => version && alter(version);
  const wrap: Saboteur['wrap'] = (store) => ({
    ...delegateTo(store),
    readVersion: async (policyId, version) => altered(await store.readVersion(policyId, version)),
    readLabelled: async (policyId, label) => altered(await store.readLabelled(policyId, label)),
    readInForce: async (policyId, at) => altered(await store.readInForce(policyId, at)),
    readVersions: async (query) => (await store.readVersions(query)).map(alter),
  });
  return { id, breaks, caughtBy, wrap };
}
