const api = { f(): void {} };
export = api;
