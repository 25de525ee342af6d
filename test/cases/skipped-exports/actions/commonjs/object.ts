function f(): void {}
export = { f };
