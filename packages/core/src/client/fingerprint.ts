/** 53-bit fingerprint (cyrb53): tells two texts apart and gives neither back. */
export function fingerprint(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  return (4294967296 * (2097151 & (low ^ (low >>> 15))) + (high >>> 0)).toString(36);
}
