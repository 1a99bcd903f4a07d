export { advance, markUndone, type Runner, runWork, takeFromJournal } from "./run.ts";
export { accessWork, cancelWork, listWork, startWork, type Work, type WorkState, type WorkView } from "./work.ts";
