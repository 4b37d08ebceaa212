/** BullMQ's own ids are neither whole numbers nor hold a colon. */
const MARK = 'k-';

export const idOf = (key: string): string => MARK + encodeURIComponent(key);

export const keyOf = (id: string | undefined): string => decodeURIComponent((id ?? '').slice(MARK.length));
