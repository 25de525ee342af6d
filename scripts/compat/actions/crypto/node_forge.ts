import forge from "node-forge";

/**
 * Make a certificate.
 *
 * @title node-forge
 */
export async function useNodeForge(): Promise<string> {
  const keys = forge.pki.rsa.generateKeyPair({ bits: 512, e: 0x10001 });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.setSubject([{ name: "commonName", value: "example.com" }]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  const copy = forge.pki.certificateFromPem(forge.pki.certificateToPem(certificate));
  return copy.subject.getField("CN").value;
}
