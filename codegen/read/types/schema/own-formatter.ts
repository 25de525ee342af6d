import type { BaseType, Definition, SubTypeFormatter } from "ts-json-schema-generator";

/** A formatter that names no definitions: `collectDefinitions` finds those that a type reaches. */
export abstract class OwnFormatter implements SubTypeFormatter {
  abstract supportsType(type: BaseType): boolean;
  abstract getDefinition(type: BaseType): Definition;

  getChildren(): BaseType[] {
    return [];
  }
}
