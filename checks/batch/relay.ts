/** A network that can be cut, between a program and a server on this machine. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Relay {
  /** The server's address or port, through here. */
  where: string;
  /** Nothing passes any more, and nobody is told: packets are lost. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** `where`: a port, or an address with one. */
export async function startRelay(where: string): Promise<Relay> {
  const port = Number(/(\d+)(?=\/|$)/.exec(where.replace(/^\w+:\/\/[^:/]+:?/, ''))?.[1]);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  const relay = createServer({ allowHalfOpen: false }, (near) => {
    const far = connect(port, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('error', () => to.destroy());
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
      from.pipe(to);
    }
    if (isCut) for (const socket of pair) socket.pause();
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const { port: here } = relay.address() as AddressInfo;
  return {
    where: where.replace(`${port}`, `${here}`),
    cut() {
      isCut = true;
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.pause();
        far.pause();
      }
    },
    mend() {
      isCut = false;
      // What was under way when the network went is never heard of again.
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
    },
    close() {
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
      relay.close();
    },
  };
}
