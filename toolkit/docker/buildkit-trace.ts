/**
 * What BuildKit tells of a build through the Engine API: `moby.buildkit.trace` messages, which hold a StatusResponse of
 * moby/buildkit's api/services/control/control.proto. Only the fields that a log needs are read.
 */
export interface TraceStatus {
  readonly steps: readonly TraceStep[];
  readonly logs: readonly { readonly step: string; readonly text: string }[];
}

/** A step of the build ("vertex" in BuildKit). Times are milliseconds since the epoch. */
export interface TraceStep {
  readonly id: string;
  readonly name: string;
  readonly cached: boolean;
  readonly started?: number;
  readonly completed?: number;
  readonly error: string;
}

/** Reads one message; throws a RangeError where it is cut. */
export function readTrace(message: Uint8Array): TraceStatus {
  const steps: TraceStep[] = [];
  const logs: { step: string; text: string }[] = [];
  for (const [field, value] of fields(message)) {
    if (!(value instanceof Uint8Array)) continue;
    if (field === 1) steps.push(readStep(value));
    if (field === 3) {
      const log = new Map(fields(value));
      logs.push({ step: utf8(log.get(1)), text: utf8(log.get(4)) });
    }
  }
  return { steps, logs };
}

function readStep(message: Uint8Array): TraceStep {
  const values = new Map(fields(message));
  const [started, completed] = [5, 6].map((field) => time(values.get(field)));
  return {
    id: utf8(values.get(1)),
    name: utf8(values.get(3)),
    cached: values.get(4) === 1,
    error: utf8(values.get(7)),
    ...(started === undefined ? {} : { started }),
    ...(completed === undefined ? {} : { completed }),
  };
}

function time(value: number | Uint8Array | undefined): number | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const parts = new Map(fields(value));
  return Number(parts.get(1) ?? 0) * 1000 + Number(parts.get(2) ?? 0) / 1e6;
}

function utf8(value: number | Uint8Array | undefined): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : "";
}

// The wire format of Protocol Buffers: a key (field number and type), then a varint, 8, 4, or a counted run of bytes.
function* fields(message: Uint8Array): Generator<[field: number, value: number | Uint8Array]> {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError("the message is cut");
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  const bytes = (count: number) => {
    if (at + count > message.length) throw new RangeError("the message is cut");
    at += count;
    return message.subarray(at - count, at);
  };
  while (at < message.length) {
    const key = varint();
    const type = key % 8;
    if (type > 2 && type !== 5) throw new RangeError(`the message has a field of type ${type}`);
    yield [Math.floor(key / 8), type === 0 ? varint() : bytes(type === 2 ? varint() : type === 1 ? 8 : 4)];
  }
}
