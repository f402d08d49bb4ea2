export interface Failure {
  title: string;
  detail: string;
}

export interface FileTime {
  name: string;
  seconds: number;
}

export interface Outcome {
  passed: number;
  skipped: number;
  failures: Failure[];
  files: FileTime[];
}

export const nothingYet: Outcome;
export const onePassed: Outcome;
export function oneFailed(title: string, detail: string): Outcome;
export function addOutcomes(...outcomes: Outcome[]): Outcome;
export function describeFailures(failures: Failure[]): string;
export function describeSlowest(files: FileTime[]): string;
