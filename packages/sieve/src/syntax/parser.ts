import { commandNames } from "../check/names.ts";
import type { Limits } from "../limits.ts";
import { makeProblem, type Problem, type ProblemCode } from "../problem.ts";
import { Lexer, type Token } from "./lexer.ts";
import type { Argument, Block, Command, Comment, Script, SieveString, Span, Test } from "./tree.ts";

export interface Parsed {
  readonly script: Script;
  /** Commands and tests that were not understood to their end: nothing more can be said of them. */
  readonly broken: ReadonlySet<Command | Test>;
}

/** Reads the generic grammar of RFC 5228 §8.2, from any text; goes on after a problem at the next command. */
export function parse(text: string, limits: Limits, report: (problem: Problem) => void): Parsed {
  if (text.length > limits.scriptLength) {
    const span = { offset: 0, length: 0, line: 1, column: 1 };
    report(makeProblem("script-too-long", span, { limit: limits.scriptLength }));
    return { script: { commands: [], comments: [] }, broken: new Set() };
  }
  const parser = new Parser(new Lexer(text, report), limits, report);
  try {
    return { script: parser.script(), broken: parser.broken };
  } catch (error) {
    if (!(error instanceof GiveUp)) throw error;
    return { script: { commands: [], comments: [] }, broken: parser.broken };
  }
}

/** Thrown inside of a command that cannot be understood; caught where the next one begins. */
class Misread extends Error {}
/** Thrown when a limit of the whole script is met. */
class GiveUp extends Error {}

const withBlock = new Set(["if", "elsif", "else"]);

class Parser {
  readonly lexer: Lexer;
  readonly limits: Limits;
  readonly report: (problem: Problem) => void;
  readonly broken = new Set<Command | Test>();
  token: Token;
  /** Where the last taken token ended. */
  lastEnd = 0;
  nodes = 0;
  /** Comments met inside of the command at hand. */
  inner: Comment[] = [];

  constructor(lexer: Lexer, limits: Limits, report: (problem: Problem) => void) {
    this.lexer = lexer;
    this.limits = limits;
    this.report = report;
    this.token = lexer.next();
  }

  script(): Script {
    const commands: Command[] = [];
    const comments: Comment[] = [];
    while (true) {
      const { commands: more, comments: last } = this.commands(0);
      commands.push(...more);
      comments.push(...last);
      if (this.token.kind === "end") return { commands, comments };
      this.tell("brace-extra", this.token.span);
      this.take();
    }
  }

  /** Commands up to a closing brace or the end, which is left. */
  private commands(depth: number): Block {
    const commands: Command[] = [];
    while (this.token.kind !== "end" && !this.isAt("}")) {
      if (this.token.kind === "identifier") commands.push(this.trail(this.command(depth, commands.length > 0)));
      else {
        this.expected("command-expected");
        this.recover();
      }
    }
    return { commands, comments: this.token.comments.map(({ comment }) => comment) };
  }

  /** Gives a command the comment behind it, which the next token holds. */
  private trail(command: Command): Command {
    const [first, ...rest] = this.token.comments;
    if (!first?.isTrailing) return command;
    this.token = { ...this.token, comments: rest };
    const trailed = { ...command, trailing: first.comment };
    if (this.broken.delete(command)) this.broken.add(trailed);
    return trailed;
  }

  private command(depth: number, isLater: boolean): Command {
    const { span: start, text, isApart } = this.token;
    const name = text.toLowerCase();
    this.count(start);
    const comments: Comment[] = [];
    this.inner = comments;
    this.absorb();
    const args: Argument[] = [];
    const tests: Test[] = [];
    let block: Block | null = null;
    let isTestList = false;
    let isBroken = false;
    let end = this.lastEnd;
    try {
      this.takeInside();
      isTestList = this.arguments(args, tests, 0);
      end = this.lastEnd;
      if (this.isAt("{")) block = this.block(depth + 1);
      else isBroken = !this.semicolon(name);
    } catch (error) {
      if (!(error instanceof Misread)) throw error;
      isBroken = true;
      end = this.lastEnd;
      this.recover();
    }
    const span = this.lexer.span(start.offset, end);
    const apart = isApart && isLater;
    const command = { name, args, tests, isTestList, block, comments, trailing: null, isApart: apart, span };
    if (isBroken) this.broken.add(command);
    return command;
  }

  /** Takes the semicolon; false when it is missing and the next command begins here, most likely. */
  private semicolon(name: string): boolean {
    if (this.isAt(";")) {
      this.take();
      return true;
    }
    const last = this.lexer.span(this.lastEnd - 1, this.lastEnd);
    this.tell(withBlock.has(name) ? "block-missing" : "semicolon-missing", last, { name });
    if (this.token.kind === "mark" && !this.isAt("}")) throw new Misread();
    return false;
  }

  private block(depth: number): Block {
    const brace = this.token.span;
    if (depth > this.limits.nesting) this.giveUp("too-deep", brace, this.limits.nesting);
    this.take();
    const block = this.commands(depth);
    if (this.isAt("}")) this.take();
    else this.tell("block-unclosed", brace);
    return block;
  }

  /** `arguments = *argument [ test / test-list ]`; true when it was a list. */
  private arguments(args: Argument[], tests: Test[], depth: number): boolean {
    while (true) {
      const { kind, span } = this.token;
      if (kind === "number") {
        args.push({ kind, value: this.token.number, span });
        this.takeInside();
      } else if (kind === "tag") {
        args.push({ kind, name: this.token.text.toLowerCase(), span });
        this.takeInside();
      } else if (kind === "string") args.push({ kind: "strings", strings: [this.string()], isList: false, span });
      else if (this.isAt("[")) args.push(this.list());
      else break;
    }
    // The name of a command here is a command after a forgotten semicolon.
    if (this.token.kind === "identifier" && !commandNames.has(this.token.text.toLowerCase()))
      tests.push(this.test(depth + 1));
    else if (this.isAt("(")) {
      this.testList(tests, depth + 1);
      return true;
    }
    return false;
  }

  private test(depth: number): Test {
    const { span: start, text } = this.token;
    if (depth > this.limits.nesting) this.giveUp("too-deep", start, this.limits.nesting);
    if (this.token.kind !== "identifier") {
      this.expected("test-expected");
      throw new Misread();
    }
    this.count(start);
    this.takeInside();
    const args: Argument[] = [];
    const tests: Test[] = [];
    const isTestList = this.arguments(args, tests, depth);
    return { name: text.toLowerCase(), args, tests, isTestList, span: this.lexer.span(start.offset, this.lastEnd) };
  }

  private testList(tests: Test[], depth: number): void {
    const open = this.token.span;
    this.takeInside();
    while (true) {
      tests.push(this.test(depth));
      if (this.isAt(",")) this.takeInside();
      else if (this.isAt(")")) return this.takeInside();
      else {
        this.tell("tests-unclosed", open);
        throw new Misread();
      }
    }
  }

  private list(): Argument {
    const open = this.token.span;
    const strings: SieveString[] = [];
    this.takeInside();
    while (!this.isAt("]")) {
      if (this.token.kind !== "string") {
        if (this.token.kind === "end" || this.token.kind === "mark") this.tell("list-unclosed", open);
        else this.expected("string-expected");
        throw new Misread();
      }
      strings.push(this.string());
      if (this.isAt(",")) {
        this.takeInside();
        if (!this.isAt("]")) continue;
        this.expected("string-expected");
      } else if (!this.isAt("]")) {
        this.tell("list-unclosed", open);
        throw new Misread();
      }
    }
    this.takeInside();
    const span = this.lexer.span(open.offset, this.lastEnd);
    if (strings.length > this.limits.listLength) this.tell("list-too-long", span, { limit: this.limits.listLength });
    return { kind: "strings", strings, isList: true, span };
  }

  private string(): SieveString {
    const { string, span } = this.token;
    this.takeInside();
    return string ?? { value: "", form: "quoted", span };
  }

  /** Passes on to the end of a command that was not understood: its semicolon or block, or a line that begins the next. */
  private recover(): void {
    let depth = 0;
    while (this.token.kind !== "end") {
      if (depth === 0 && (this.isAt("}") || this.isNextCommand())) return;
      const isEnd = (depth === 0 && this.isAt(";")) || (depth === 1 && this.isAt("}"));
      if (this.isAt("{")) depth++;
      if (this.isAt("}")) depth--;
      this.take();
      if (isEnd) return;
    }
  }

  private isNextCommand(): boolean {
    const { kind, text, span } = this.token;
    const isFirst = span.line !== this.lexer.span(this.lastEnd, this.lastEnd).line;
    return isFirst && kind === "identifier" && commandNames.has(text.toLowerCase());
  }

  private count(span: Span): void {
    if (++this.nodes > this.limits.nodes) this.giveUp("too-many-commands", span, this.limits.nodes);
  }

  private giveUp(code: ProblemCode, span: Span, limit: number): never {
    this.tell(code, span, { limit });
    throw new GiveUp();
  }

  private take(): void {
    this.lastEnd = this.token.span.offset + this.token.span.length;
    this.token = this.lexer.next();
  }

  /** Takes a token after which the command at hand goes on. */
  private takeInside(): void {
    this.take();
    this.absorb();
  }

  /** Comments before the next token belong to the command at hand. */
  private absorb(): void {
    this.inner.push(...this.token.comments.map(({ comment }) => comment));
    this.token = { ...this.token, comments: [] };
  }

  private isAt(mark: string): boolean {
    return this.token.kind === "mark" && this.token.text === mark;
  }

  private expected(code: ProblemCode): void {
    const { kind, span } = this.token;
    if (kind === "end") return this.tell("end-early", span);
    this.tell(code, span, { found: this.lexer.text.slice(span.offset, span.offset + Math.min(span.length, 80)) });
  }

  private tell(code: ProblemCode, span: Span, params: Problem["params"] = {}): void {
    this.report(makeProblem(code, span, params));
  }
}
