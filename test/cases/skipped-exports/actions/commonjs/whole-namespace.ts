namespace greetings {
  export function hello(): void {}
}
export = greetings;
