import { Session, SubSession } from "../_shared/session.js";

/**
 * Tell how long the name of the user is.
 */
export function userLength(): number {
  return new Session().user.length;
}

/**
 * Tell how long the part of the subclass is.
 */
export function subLength(): number {
  const made = new SubSession();
  return made.sub.length;
}

/**
 * Tell the version, without a session.
 */
export function version(): number {
  return Session.version();
}
