import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import type { SecretEntry } from "../../../../runtime/contract/manifest.js";
import type { Values } from "./read-values.js";

/** What values of a typed secret turn out to be. */
export interface Described {
  /** Sentences about what was given, without its content. */
  readonly facts: readonly string[];
  /** What is wrong and keeps it from being stored. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** Looks into keys and certificates: whether they can be read, what they are, whether they belong together, and how long they hold. */
export function describeValues({ type }: SecretEntry, values: Values, now: Date = new Date()): Described {
  switch (type) {
    case "ssh_key":
      return describe(values.PRIVATE_KEY, (text) => sshKey(text));
    case "mtls":
      return clientCertificate(values, now);
    case "ca_cert":
      return describe(values.CA_CERTIFICATE, (text) => authorities(text, now));
    default:
      return nothing;
  }
}

const nothing: Described = { facts: [], faults: [], warnings: [] };

function describe(text: string | undefined, look: (text: string) => Described): Described {
  return text === undefined ? nothing : look(text);
}

function sshKey(text: string): Described {
  if (/-----BEGIN OPENSSH PRIVATE KEY-----/.test(text)) return openSshKey(text);
  if (/^(?:ssh-|ecdsa-)/.test(text.trim()) || /BEGIN (?:RSA )?PUBLIC KEY/.test(text)) {
    return { ...nothing, faults: ["PRIVATE_KEY is a public key; the private one stands in the file without `.pub`."] };
  }
  if (isEncrypted(text)) return { ...nothing, faults: [encrypted("PRIVATE_KEY")] };
  const key = privateKey(text);
  if (key === undefined) return { ...nothing, faults: [unreadable("PRIVATE_KEY", "a private key in PEM")] };
  return { ...nothing, facts: [`PRIVATE_KEY is ${nameOf(key)}.`] };
}

/** Reads the head of OpenSSH's own format, which Node does not know: the cipher and the kind of key. */
function openSshKey(text: string): Described {
  const [, body = ""] =
    /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END OPENSSH PRIVATE KEY-----/.exec(text) ?? [];
  const bytes = Buffer.from(body.replace(/\s+/g, ""), "base64");
  const magic = "openssh-key-v1\0";
  const fields = bytes.toString("latin1").startsWith(magic) ? sshFields(bytes.subarray(magic.length)) : undefined;
  if (fields === undefined) return { ...nothing, faults: [unreadable("PRIVATE_KEY", "a whole key of OpenSSH")] };
  if (fields.cipher !== "none") return { ...nothing, faults: [encrypted("PRIVATE_KEY")] };
  return { ...nothing, facts: [`PRIVATE_KEY is an OpenSSH key of the kind ${fields.kind}.`] };
}

function sshFields(bytes: Buffer): { readonly cipher: string; readonly kind: string } | undefined {
  let at = 0;
  const field = (): Buffer => {
    const length = bytes.readUInt32BE(at);
    if (length > bytes.length - at - 4) throw new RangeError("cut off");
    at += 4 + length;
    return bytes.subarray(at - length, at);
  };
  try {
    const cipher = field().toString("latin1");
    field(); // derivation of the cipher's key
    field(); // its options
    at += 4; // number of keys
    const publicKey = field();
    field(); // the private part: there, so that the file is whole
    const kind = publicKey.subarray(4, 4 + publicKey.readUInt32BE(0)).toString("latin1");
    return /^[\w@.-]+$/.test(kind) ? { cipher, kind } : undefined;
  } catch {
    return undefined;
  }
}

function clientCertificate(values: Values, now: Date): Described {
  const { TLS_CERTIFICATE: certificateText, TLS_PRIVATE_KEY: keyText } = values;
  const faults: string[] = [];
  const key = keyText === undefined ? undefined : privateKey(keyText);
  if (keyText !== undefined && key === undefined) {
    faults.push(
      isEncrypted(keyText) ? encrypted("TLS_PRIVATE_KEY") : unreadable("TLS_PRIVATE_KEY", "a private key in PEM"),
    );
  }
  const [certificate] = certificateText === undefined ? [] : (certificatesIn(certificateText) ?? []);
  if (certificateText !== undefined && certificate === undefined) {
    faults.push(unreadable("TLS_CERTIFICATE", "a certificate in PEM"));
  }
  if (key && certificate && !certificate.checkPrivateKey(key)) {
    faults.push("TLS_PRIVATE_KEY is not the key of TLS_CERTIFICATE.");
  }
  return {
    faults,
    facts: [
      ...(certificate ? [`TLS_CERTIFICATE is that of ${subjectOf(certificate)}, ${validity(certificate)}.`] : []),
      ...(key
        ? [`TLS_PRIVATE_KEY is ${nameOf(key)}${certificate && faults.length === 0 ? " and belongs to it" : ""}.`]
        : []),
    ],
    warnings: certificate ? expiryOf("TLS_CERTIFICATE", certificate, now) : [],
  };
}

function authorities(text: string, now: Date): Described {
  const found = certificatesIn(text);
  if (found === undefined) return { ...nothing, faults: [unreadable("CA_CERTIFICATE", "certificates in PEM")] };
  return {
    faults: [],
    facts: found.map((each) => `CA_CERTIFICATE has ${subjectOf(each)}, ${validity(each)}.`),
    warnings: found.flatMap((each) => [
      ...expiryOf("CA_CERTIFICATE", each, now),
      ...(each.ca ? [] : [`${subjectOf(each)} is no certificate authority.`]),
    ]),
  };
}

/** Returns all certificates of a text; undefined where there is none, or one that cannot be read. */
function certificatesIn(text: string): readonly X509Certificate[] | undefined {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.length === 0 ? undefined : blocks.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
}

function privateKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text);
  } catch {
    return undefined;
  }
}

function isEncrypted(text: string): boolean {
  return /BEGIN ENCRYPTED PRIVATE KEY|Proc-Type: 4,ENCRYPTED/.test(text);
}

function nameOf({ asymmetricKeyType, asymmetricKeyDetails: details = {} }: KeyObject): string {
  const size = details.modulusLength === undefined ? (details.namedCurve ?? "") : `${details.modulusLength} bits`;
  return `a private key of the kind ${asymmetricKeyType ?? "unknown"}${size === "" ? "" : ` (${size})`}`;
}

function subjectOf({ subject }: X509Certificate): string {
  return /^CN=(.+)$/m.exec(subject)?.[1] ?? (subject.replaceAll("\n", ", ") || "an unnamed subject");
}

function validity({ validTo }: X509Certificate): string {
  return `valid until ${new Date(validTo).toISOString().slice(0, 10)}`;
}

const monthMs = 30 * 24 * 60 * 60 * 1_000;

function expiryOf(key: string, certificate: X509Certificate, now: Date): readonly string[] {
  const left = new Date(certificate.validTo).getTime() - now.getTime();
  const name = subjectOf(certificate);
  if (left < 0) return [`${key}: the certificate of ${name} has expired.`];
  if (new Date(certificate.validFrom) > now) return [`${key}: the certificate of ${name} is not valid yet.`];
  return left < monthMs
    ? [`${key}: the certificate of ${name} expires in ${Math.ceil(left / (monthMs / 30))} days.`]
    : [];
}

function encrypted(key: string): string {
  return `${key} is protected by a passphrase, which an action cannot type. Remove it: \`ssh-keygen -p -N "" -f FILE\` on a copy; the store encrypts it.`;
}

function unreadable(key: string, what: string): string {
  return `${key} is not ${what}.`;
}
