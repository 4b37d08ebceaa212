/** One difference. `breaking`: a client built from our specification would fail or misread. */
export interface Difference {
  breaking: boolean;
  where: string;
  what: string;
}
