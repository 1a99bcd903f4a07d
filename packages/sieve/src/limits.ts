/** Bounds of one script and of one run. Past any of them the answer is a problem, never a crash. */
export interface Limits {
  /** Characters of the script. */
  scriptLength: number;
  /** Blocks, tests and test lists inside of each other. RFC 5228 §8.1 asks for 15 at least. */
  nesting: number;
  /** Commands and tests in the script. */
  nodes: number;
  /** Strings in one list. */
  listLength: number;
  /** Problems told of one script. */
  problems: number;
  /** Characters of a regular expression. */
  patternLength: number;
  /** Instructions that a regular expression may become, counted repetitions written out. */
  patternSize: number;
  /** Characters of a value that a variable can hold; RFC 5229 §6 asks for 4,000 at least. */
  variableLength: number;
  /** Variables of a run; RFC 5229 §6 asks for 128 at least. */
  variables: number;
  /** Actions of one run, those of the same effect counted once. */
  actions: number;
  /** Redirects of one run, RFC 5228 §10. */
  redirects: number;
  /** Header fields that a run may add. */
  headerEdits: number;
  /** Units of work of one run: about a comparison of a thousand characters each. */
  work: number;
  /** Characters of a body that its tests look at. */
  bodyLength: number;
}

export const defaultLimits: Limits = {
  scriptLength: 256 * 1024,
  nesting: 32,
  nodes: 5_000,
  listLength: 2_000,
  problems: 50,
  patternLength: 1_000,
  patternSize: 5_000,
  variableLength: 8_000,
  variables: 256,
  actions: 32,
  redirects: 4,
  headerEdits: 32,
  work: 200_000,
  bodyLength: 2 * 1024 * 1024,
};
