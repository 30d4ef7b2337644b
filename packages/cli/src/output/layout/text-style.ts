import type { Colours } from '../../terminal/colours.js';
import type { FormatInstant } from '../values/date.js';

/** What text for people is made with. */
export interface TextStyle {
  readonly formatInstant: FormatInstant;
  readonly colours: Colours;
  /** Columns of the terminal; Infinity where the output is none: there lines are for programs, and stay whole. */
  readonly width: number;
}
