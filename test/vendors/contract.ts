import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/** One operation of a vendor, as the files in `contracts/` describe it. */
export interface Operation {
  readonly method: string;
  /** With its parameters in braces: `/repos/{owner}/{repo}`. */
  readonly path: string;
  readonly contentType: string | undefined;
  /** A good reply. */
  readonly example: Readonly<Record<string, unknown>>;
  /** Returns the complaints about the parameters of a path; empty if there are none. */
  checkPath(parameters: unknown): readonly Complaint[];
  checkQuery(query: unknown): readonly Complaint[];
  checkBody(body: unknown): readonly Complaint[];
  checkReply(reply: unknown): readonly Complaint[];
}

/** A fault that a schema finds in a value. */
export interface Complaint {
  /** The field at fault, or the pointer to the fault. */
  readonly field: string;
  readonly message: string;
}

interface ContractFile {
  readonly operations: Readonly<
    Record<
      string,
      Pick<Operation, "method" | "path" | "example"> & { readonly body?: { readonly contentType: string } }
    >
  >;
}

const contracts = new Map<string, readonly Operation[]>();

/** Returns the operations in `contracts/<vendor>.json`, read and compiled once. */
export function contractOf(vendor: string): readonly Operation[] {
  const contract = contracts.get(vendor) ?? readContract(vendor);
  contracts.set(vendor, contract);
  return contract;
}

function readContract(vendor: string): readonly Operation[] {
  const file = new URL(`contracts/${vendor}.json`, import.meta.url);
  const contract: ContractFile = JSON.parse(readFileSync(file, "utf8"));
  // Query and form values travel as text: coercion reads them as the schema says, and refuses what it cannot read.
  const [strict, coercing] = [compiler(vendor, contract, false), compiler(vendor, contract, true)];
  return Object.entries(contract.operations).map(([id, { method, path, example, body }]) => {
    const at = (part: string) => `${vendor}#/operations/${id.replaceAll("/", "~1")}/${part}`;
    const isForm = body?.contentType === "application/x-www-form-urlencoded";
    return {
      method,
      path,
      example,
      contentType: body?.contentType,
      checkPath: checker(coercing, at("pathParameters")),
      checkQuery: checker(coercing, at("query")),
      checkBody: body ? checker(isForm ? coercing : strict, at("body/schema")) : () => [],
      checkReply: checker(strict, at("reply")),
    };
  });
}

function compiler(vendor: string, contract: ContractFile, coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes });
  addFormats.default(ajv);
  return ajv.addSchema(contract, vendor);
}

function checker(ajv: Ajv, reference: string): (value: unknown) => readonly Complaint[] {
  const validate: ValidateFunction = ajv.compile({ $ref: reference });
  return (value) => (validate(structuredClone(value)) ? [] : (validate.errors ?? []).map(complaintOf));
}

function complaintOf({ instancePath, params, message = "is wrong" }: ErrorObject): Complaint {
  const { missingProperty, additionalProperty } = params as Readonly<Record<string, string | undefined>>;
  return { field: missingProperty ?? additionalProperty ?? instancePath.split("/").slice(1).join("."), message };
}
