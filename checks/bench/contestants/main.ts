/** Prints what a call costs in this Node, in microseconds: on a stub, then through the loopback. */
import { measureLoopback } from './loopback.ts';
import { measureStub } from './stub.ts';

export interface Measures {
  version: string;
  stub: Awaited<ReturnType<typeof measureStub>>;
  loopback: Awaited<ReturnType<typeof measureLoopback>>;
}

const measures: Measures = {
  version: process.version,
  stub: await measureStub(),
  loopback: await measureLoopback(),
};
console.log(JSON.stringify(measures));
