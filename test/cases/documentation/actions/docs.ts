/**
 * Everything about documentation.
 *
 * @packageDocumentation
 * @author The team
 * @meta owner: "docs"
 */

import type { Email, TextArea } from "actionary";

/** A colour in hexadecimal. @pattern ^#[0-9a-f]{6}$ */
type Colour = string;

/** What is mailed. */
interface Mail {
  /** Who gets it. */
  to: Email[];

  /**
   * How it looks.
   *
   * @title Paint
   */
  colour?: Colour;

  /** @minLength 1 */
  subject: string;
}

/**
 * Send a mail to somebody@example.com: `@handle`, \@escaped, 50 % & <b>bold</b>.
 * A second line, {@link https://example.com | a link} and {@link Mail}.
 *
 * - one
 * - two
 *
 * ```ts
 * // @tag in a fence
 * ```
 *
 * @remarks
 * A remark.
 *
 * Another one.
 *
 * @param mail - The mail.
 * @param colour - Its colour {@title Main colour}, six digits.
 * @param body - The text,
 * on two lines. {@minLength 1} {@maxLength 1000}
 * @param copies - How often. {@minimum 1} {@maximum 10} {@widget integer}
 * @param reference - As in `{@pattern \d}`: letters, then digits. {@pattern ^[a-z]\{2\}\d+$} May be left out.
 * @returns The number of the mail.
 * @see {@link https://example.com/docs}
 * @privateRemarks Nobody sees this.
 * @title Send a mail
 * @group Mail
 * @docUrl https://example.com/docs
 * @version 2
 * @deprecated Use something else.
 * @idempotent
 * @timeout 1.5s
 * @retry 2
 * @concurrency 4
 * @exclusive
 * @approval
 * @permission net
 * @throws rate_limited when there are too many.
 * @throws auth
 * @meta nested: {"braces": "{@link}", "at": "@x"}
 * @meta owner: ["mail"]
 * @example {"mail": {"to": ["a@example.com"], "subject": "s"}, "colour": "#00ff00", "body": "b"} => 1
 */
export async function sendMail(
  mail: Mail,
  colour: Colour,
  body: TextArea,
  copies = 1,
  reference?: string,
): Promise<number> {
  void [mail, colour, body, reference];
  return copies;
}
