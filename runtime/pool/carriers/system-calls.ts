// A filter of system calls as `bwrap --seccomp` takes it: a program for the kernel's packet filter, eight bytes a step.

/** Numbers of system calls on one kind of processor. */
interface Numbers {
  /** The kernel's number of the processor, against calls by the numbers of another one. */
  readonly architecture: number;
  readonly socket: number;
  readonly listen: number;
  /** Calls by which faults of the kernel are reached, other processes watched, or walls moved; programs do without. */
  readonly refused: readonly number[];
}

/** Calls that have the same number everywhere: io_uring, mounts, reading memory and files of other processes. */
const newer = [425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 440, 442];

const numbers: Readonly<Partial<Record<NodeJS.Architecture, Numbers>>> = {
  x64: {
    architecture: 0xc000003e,
    socket: 41,
    listen: 50,
    // ptrace, process_vm_*, kcmp, keys, bpf, perf_event_open, userfaultfd, mounts, namespaces, modules, kexec, file handles,
    // swap, reboot, syslog, accounting, quotas, ports of the processor, clocks
    refused: [
      ...[
        101, 310, 311, 312, 250, 248, 249, 321, 298, 323, 165, 166, 155, 161, 308, 272, 175, 313, 176, 246, 320, 304,
        303,
      ],
      ...[167, 168, 169, 103, 163, 179, 154, 172, 173, 227, 164, 159],
    ],
  },
  arm64: {
    architecture: 0xc00000b7,
    socket: 198,
    listen: 201,
    refused: [
      ...[117, 270, 271, 272, 219, 217, 218, 280, 241, 282, 40, 39, 41, 51, 268, 97, 105, 273, 106, 104, 294, 265, 264],
      ...[224, 225, 142, 116, 89, 60, 112, 170, 171],
    ],
  },
};

/** Families of sockets that every lane may open: IPv4, IPv6, and netlink, by which names are looked up. */
const families = [2, 10, 16];
const unixFamily = 1;

/** What a lane may do beyond computing and calling services. */
export interface SocketRights {
  readonly mayListen: boolean;
  readonly mayUseUnix: boolean;
}

const [load, jumpIfEqual, jumpIfAtLeast, answer] = [0x20, 0x15, 0x35, 0x06];
const allow = 0x7fff0000;
const killProcess = 0x80000000;
/** A call ends with this error, EPERM: libraries fall back to other ways. */
const refuse = 0x00050000 | 1;
const numberAt = 0;
const architectureAt = 4;
const firstArgumentAt = 16;
/** Calls in 32-bit form have numbers from here on (x64). */
const otherForm = 0x40000000;

/** Returns the filter for this processor; undefined where its numbers are not known here. */
export function systemCallFilter({ mayListen, mayUseUnix }: SocketRights): Uint8Array | undefined {
  const known = numbers[process.arch];
  if (!known) return undefined;
  const allowedFamilies = mayUseUnix ? [...families, unixFamily] : families;
  const refusedCalls = [...known.refused, ...newer, ...(mayListen ? [] : [known.listen])];
  const steps: (readonly [code: number, value: number, ifTrue?: number, ifFalse?: number])[] = [
    [load, architectureAt],
    [jumpIfEqual, known.architecture, 1, 0],
    [answer, killProcess],
    [load, numberAt],
    [jumpIfAtLeast, otherForm, 0, 1],
    [answer, killProcess],
  ];
  for (const call of refusedCalls) steps.push([jumpIfEqual, call, 0, 1], [answer, refuse]);
  steps.push([jumpIfEqual, known.socket, 1, 0], [answer, allow], [load, firstArgumentAt]);
  for (const family of allowedFamilies) steps.push([jumpIfEqual, family, 0, 1], [answer, allow]);
  steps.push([answer, refuse]);
  return encode(steps);
}

function encode(steps: readonly (readonly [number, number, number?, number?])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(steps.length * 8));
  for (const [index, [code, value, ifTrue = 0, ifFalse = 0]] of steps.entries()) {
    view.setUint16(index * 8, code, true); // both kinds of processors are little-endian
    view.setUint8(index * 8 + 2, ifTrue);
    view.setUint8(index * 8 + 3, ifFalse);
    view.setUint32(index * 8 + 4, value, true);
  }
  return new Uint8Array(view.buffer);
}
