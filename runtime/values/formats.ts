import { charCodeAt, execute, isInteger, NewRegExp, sliceText } from "./intrinsics.js";

// The formats of JSON Schema and OpenAPI, as ajv-formats (MIT, © Evgeny Poberezkin) defines them; `test/codegen/validators`
// compares the two. Each takes time in proportion to the text.

/** Tests of texts by the name of their format. */
export const textFormats: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  time: (text) => isTime(text, true),
  "date-time": (text) => isDateTime(text, true),
  "iso-time": (text) => isTime(text, false),
  "iso-date-time": (text) => isDateTime(text, false),
  duration: by(/^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|(\d+W)?)$/),
  uri: (text) => execute(slashOrColon, text) !== null && execute(uri, text) !== null,
  "uri-reference": by(uriPattern(false)),
  "uri-template": by(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 6570 excludes them.
    /^(?:(?:[^\x00-\x20"'<>%\\^`{|}]|%[0-9a-f]{2})|\{[+#./;?&=,!@|]?(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?(?:,(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?)*\})*$/i,
  ),
  url: isUrl,
  email: by(
    /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i,
  ),
  hostname: by(/^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\.?$/i),
  ipv4: by(/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/),
  ipv6: by(ipv6Pattern()),
  regex: isRegex,
  uuid: by(/^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i),
  "json-pointer": by(/^(?:\/(?:[^~/]|~0|~1)*)*$/),
  "json-pointer-uri-fragment": by(/^#(?:\/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~0|~1)*)*$/i),
  "relative-json-pointer": by(/^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/),
  byte: by(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/m),
  password: () => true,
  binary: () => true,
};

/** Tests of numbers by the name of their format. */
export const numberFormats: Readonly<Record<string, (value: number) => boolean>> = {
  int32: (value) => isInteger(value) && value >= -(2 ** 31) && value <= 2 ** 31 - 1,
  int64: isInteger,
  float: () => true,
  double: () => true,
};

function by(pattern: RegExp): (text: string) => boolean {
  return (text) => execute(pattern, text) !== null;
}

const datePattern = /^(\d\d\d\d)-(\d\d)-(\d\d)$/;
const days = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const match = execute(datePattern, text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])] as const;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeap ? 29 : (days[month] ?? 0));
}

const timePattern = /^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i;

function isTime(text: string, needsZone: boolean): boolean {
  const match = execute(timePattern, text);
  if (!match) return false;
  const [hour, minute, second] = [+(match[1] ?? 0), +(match[2] ?? 0), +(match[3] ?? 0)];
  const sign = match[5] === "-" ? -1 : 1;
  const [zoneHours, zoneMinutes] = [+(match[6] ?? 0), +(match[7] ?? 0)];
  if (zoneHours > 23 || zoneMinutes > 59 || (needsZone && !match[4])) return false;
  if (hour <= 23 && minute <= 59 && second < 60) return true;
  // A leap second is the last one of a day in UTC.
  const utcMinute = minute - zoneMinutes * sign;
  const utcHour = hour - zoneHours * sign - (utcMinute < 0 ? 1 : 0);
  return (utcHour === 23 || utcHour === -1) && (utcMinute === 59 || utcMinute === -1) && second < 61;
}

const separator = /t|\s/i;

function isDateTime(text: string, needsZone: boolean): boolean {
  // A date has ten characters, and none of them separates.
  return (
    execute(separator, text)?.index === 10 && isDate(sliceText(text, 0, 10)) && isTime(sliceText(text, 11), needsZone)
  );
}

const slashOrColon = /\/|:/;
const uri = uriPattern(true);

/** The pattern of URIs (RFC 3986), or of references, which need no scheme and may be empty. */
function uriPattern(isWhole: boolean): RegExp {
  const octet = "(?:25[0-5]|2[0-4]\\d|[01]?\\d\\d?)";
  const ipv4 = `(?:${octet}\\.){3}${octet}`;
  const word = "[0-9a-f]{1,4}";
  const last32 = `(?:${word}:${word}|${ipv4})`;
  const ipv6 = [
    `(?:${word}:){6}`,
    `::(?:${word}:){5}`,
    `(?:${word})?::(?:${word}:){4}`,
    `(?:(?:${word}:){0,1}${word})?::(?:${word}:){3}`,
    `(?:(?:${word}:){0,2}${word})?::(?:${word}:){2}`,
    `(?:(?:${word}:){0,3}${word})?::${word}:`,
    `(?:(?:${word}:){0,4}${word})?::`,
  ].join("|");
  const short = `(?:(?:${word}:){0,5}${word})?::${word}|(?:(?:${word}:){0,6}${word})?::`;
  const quote = isWhole ? "" : '"';
  const future = "[Vv][0-9a-f]+\\.[a-z0-9\\-._~!$&'()*+,;=:]+";
  const name = `(?:[a-z0-9\\-._~!$&'${quote}()*+,;=]|%[0-9a-f]{2})*`;
  const host = `(?:\\[(?:(?:${ipv6})${last32}|${short}|${future})\\]|${ipv4}|${name})`;
  const user = "(?:(?:[a-z0-9\\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?";
  const char = `(?:[a-z0-9\\-._~!$&'${quote}()*+,;=:@]|%[0-9a-f]{2})`;
  const rest = `(?:\\/${char}*)*`;
  const tail = `(?:[a-z0-9\\-._~!$&'${quote}()*+,;=:@/?]|%[0-9a-f]{2})*`;
  const path = `(?:\\/?\\/${user}${host}(?::\\d*)?${rest}|\\/(?:${char}+${rest})?|${char}+${rest})${isWhole ? "" : "?"}`;
  const scheme = `(?:[a-z][a-z0-9+\\-.]*:)${isWhole ? "" : "?"}`;
  return new NewRegExp(`^${scheme}${path}(?:\\?${tail})?(?:#${tail})?$`, "i");
}

const schemeOfUrl = /^(?:https?|ftp):\/\//iu;
const hostOfUrl =
  /^(?:(?!(?:10|127)(?:\.\d{1,3}){3})(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|(?:(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)(?:\.(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)*(?:\.(?:[a-z\u{00a1}-\u{ffff}]{2,})))(?::\d{2,5})?(?:\/[^\s]*)?$/iu;
const space = /\s/u;

/**
 * Returns whether a text is an absolute URL by dperini's rule. The user's part ends at some `@`, and one pattern for all would try
 * each of them, and each `:` before it.
 */
function isUrl(text: string): boolean {
  const scheme = execute(schemeOfUrl, text);
  if (!scheme) return false;
  const start = scheme[0].length;
  if (execute(hostOfUrl, sliceText(text, start))) return true;
  if (execute(space, text)) return false;
  for (let at = start + 1; at < text.length; at++) {
    if (charCodeAt(text, at) !== atSign) continue;
    // A host holds neither `@` nor `/`, so no part of the text is tried twice.
    const end = endOfHost(text, at + 1);
    if (charCodeAt(text, end) !== atSign && execute(hostOfUrl, sliceText(text, at + 1, end))) return true;
    at = end - 1;
  }
  return false;
}

const atSign = 64;
const slash = 47;

/** Returns where the part of a URL ends that may be a host with a port. */
function endOfHost(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = charCodeAt(text, at);
    if (code === slash || code === atSign) break;
  }
  return at;
}

function ipv6Pattern(): RegExp {
  const word = "[0-9a-f]{1,4}";
  const octet = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  const ipv4 = `(${octet}(\\.${octet}){3})`;
  const forms = [
    `((${word}:){7}(${word}|:))`,
    `((${word}:){6}(:${word}|${ipv4}|:))`,
    `((${word}:){5}(((:${word}){1,2})|:${ipv4}|:))`,
    `((${word}:){4}(((:${word}){1,3})|((:${word})?:${ipv4})|:))`,
    `((${word}:){3}(((:${word}){1,4})|((:${word}){0,2}:${ipv4})|:))`,
    `((${word}:){2}(((:${word}){1,5})|((:${word}){0,3}:${ipv4})|:))`,
    `((${word}:){1}(((:${word}){1,6})|((:${word}){0,4}:${ipv4})|:))`,
    `(:(((:${word}){1,7})|((:${word}){0,5}:${ipv4})|:))`,
  ];
  return new NewRegExp(`^(${forms.join("|")})$`, "i");
}

const endAnchor = /[^\\]\\Z/;

function isRegex(text: string): boolean {
  if (execute(endAnchor, text)) return false;
  try {
    new NewRegExp(text);
    return true;
  } catch {
    return false;
  }
}
