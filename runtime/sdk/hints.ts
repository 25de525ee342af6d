// Aliases with tags: the value has the type of the alias, and the tags appear in the schema and the form.

/**
 * Text of several lines.
 * @widget text-area
 */
export type TextArea = string;

/**
 * Source code; `Language` chooses the editor's highlighting.
 * @widget code
 */
export type Code<_Language extends string = string> = string;

/**
 * A whole number.
 * @widget integer
 */
export type Integer = number;

/**
 * A TCP or UDP port.
 * @minimum 1
 * @maximum 65535
 */
export type Port = Integer;

/**
 * An email address.
 * @format email
 * @widget email
 */
export type Email = string;

/**
 * An absolute URL, as text.
 * @format uri
 * @widget url
 */
export type Url = string;

/**
 * Text that a form hides while it is typed. For credentials declare a `secret` instead: arguments are not redacted.
 * @widget password
 */
export type Password = string;

/**
 * A date and time with its offset, as text (RFC 3339).
 * @format date-time
 * @widget date-time
 */
export type DateTime = string;

/**
 * A calendar date, as text: `2026-01-31`.
 * @format date
 */
export type CalendarDate = string;

/**
 * A length of time (ISO 8601): `PT15M`.
 * @format duration
 */
export type Duration = string;

/**
 * A UUID.
 * @format uuid
 */
export type Uuid = string;

/**
 * The name of a host.
 * @format hostname
 */
export type Hostname = string;

/**
 * An IPv4 address.
 * @format ipv4
 */
export type Ipv4 = string;

/**
 * An IPv6 address.
 * @format ipv6
 */
export type Ipv6 = string;
