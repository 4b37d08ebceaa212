/** The page as one text: `inline-page.ts` puts its style and its program in it. */
declare module '*.html' {
  const text: string;
  export default text;
}
