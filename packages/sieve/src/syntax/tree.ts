/** A place in a script. Lines and columns count from 1, columns and lengths in UTF-16 units as editors do. */
export interface Span {
  readonly offset: number;
  readonly length: number;
  readonly line: number;
  readonly column: number;
}

/** The place of what a program made and nobody wrote. */
export const nowhere: Span = { offset: 0, length: 0, line: 1, column: 1 };

export interface Comment {
  readonly kind: "hash" | "bracket";
  /** Without the marks around it. */
  readonly text: string;
}

export interface SieveString {
  /** As read, escapes undone; every line break is CRLF. References to variables are still in it. */
  readonly value: string;
  /** `text` is the multi-line form of RFC 5228 §2.4.2. */
  readonly form: "quoted" | "text";
  readonly span: Span;
}

/** An argument of RFC 5228 §2.6. */
export type Argument =
  | { readonly kind: "number"; readonly value: number; readonly span: Span }
  | { readonly kind: "tag"; readonly name: string; readonly span: Span }
  | {
      readonly kind: "strings";
      readonly strings: readonly SieveString[];
      /** Written in brackets. */
      readonly isList: boolean;
      readonly span: Span;
    };

export interface Test {
  /** In lower case. */
  readonly name: string;
  readonly args: readonly Argument[];
  readonly tests: readonly Test[];
  /** The tests stand in parentheses. */
  readonly isTestList: boolean;
  readonly span: Span;
}

export interface Command {
  /** In lower case. */
  readonly name: string;
  readonly args: readonly Argument[];
  readonly tests: readonly Test[];
  /** The tests stand in parentheses. */
  readonly isTestList: boolean;
  readonly block: Block | null;
  /** Comments above it, and those inside of it up to its end. */
  readonly comments: readonly Comment[];
  /** The comment behind it on its last line. */
  readonly trailing: Comment | null;
  /** An empty line stands above it. */
  readonly isApart: boolean;
  /** Of its name and arguments, without the block. */
  readonly span: Span;
}

export interface Block {
  readonly commands: readonly Command[];
  /** Comments after the last command. */
  readonly comments: readonly Comment[];
}

/** A script as its syntax has it, the generic grammar of RFC 5228 §8.2. */
export interface Script extends Block {}
