export interface Step {
  readonly name: string;
  readonly run: (input: string) => string;
}

export function runSteps(steps: { readonly first: Step; readonly second: Step }, input: string): string {
  return runStep(steps.second, runStep(steps.first, input));
}

function runStep(step: Step, input: string): string {
  return `${step.name}:${step.run(input)}`;
}
