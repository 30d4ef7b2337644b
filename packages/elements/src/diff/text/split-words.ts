import { diffArrays } from 'diff';

/** A stretch of text that stayed, or is only in one of the two. */
export interface WordPart {
  readonly text: string;
  readonly kind: 'kept' | 'added' | 'removed';
}

const mostEdits = 2000;
const longestMilliseconds = 30;
const segmenters = new Map<string, Intl.Segmenter>();

/** What was rewritten in a text, word by word as the language has them; undefined where too little is left to tell. */
export function wordParts(before: string, after: string, locale: string): readonly WordPart[] | undefined {
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  const [earlier, later] = [before, after].map((text) => Array.from(segmenter.segment(text), ({ segment }) => segment));
  const parts = diffArrays(earlier ?? [], later ?? [], { maxEditLength: mostEdits, timeout: longestMilliseconds });
  return parts?.map(({ value, added, removed }) => {
    const kind = added ? 'added' : 'kept';
    return { text: value.join(''), kind: removed ? 'removed' : kind };
  });
}
