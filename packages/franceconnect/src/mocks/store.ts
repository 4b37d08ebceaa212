/** What oidc-provider keeps, in memory: its own store announces itself on the console at each start. */
interface Stored {
  payload: Record<string, unknown>;
  expiresAt: number;
}

export function createStore() {
  const stored = new Map<string, Stored>();
  const byUid = new Map<string, string>();
  const grants = new Map<string, Set<string>>();

  return class Store {
    readonly #prefix: string;

    constructor(name: string) {
      this.#prefix = `${name}:`;
    }

    #read(key: string | undefined): Record<string, unknown> | undefined {
      const found = key === undefined ? undefined : stored.get(key);
      return found && Date.now() < found.expiresAt ? found.payload : undefined;
    }

    async upsert(id: string, payload: Record<string, unknown>, expiresIn?: number): Promise<void> {
      const key = this.#prefix + id;
      stored.set(key, {
        payload,
        expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY,
      });
      if (typeof payload.uid === 'string') byUid.set(this.#prefix + payload.uid, key);
      const { grantId } = payload;
      if (typeof grantId === 'string') grants.set(grantId, (grants.get(grantId) ?? new Set()).add(key));
    }

    async find(id: string) {
      return this.#read(this.#prefix + id);
    }

    async findByUid(uid: string) {
      return this.#read(byUid.get(this.#prefix + uid));
    }

    /** Device codes, which FranceConnect does not have. */
    async findByUserCode() {
      return undefined;
    }

    async consume(id: string): Promise<void> {
      const payload = this.#read(this.#prefix + id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    }

    async destroy(id: string): Promise<void> {
      stored.delete(this.#prefix + id);
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const key of grants.get(grantId) ?? []) stored.delete(key);
      grants.delete(grantId);
    }
  };
}
