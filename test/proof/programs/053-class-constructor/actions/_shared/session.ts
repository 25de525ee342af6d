import { secret } from "actionary";

export const session = secret({
  name: "session",
  keys: ["SESSION_USER", "SESSION_FIELD", "SESSION_SUB", "SESSION_LATE"],
});

export class Session {
  readonly field = session.get("SESSION_FIELD");
  readonly user: string;

  constructor(user = session.get("SESSION_USER")) {
    this.user = user;
  }

  late(): string {
    return session.get("SESSION_LATE");
  }

  static version(): number {
    return 2;
  }
}

export class SubSession extends Session {
  readonly sub: string;

  constructor() {
    super();
    this.sub = session.get("SESSION_SUB");
  }
}
