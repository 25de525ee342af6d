export class Base extends Error {}
