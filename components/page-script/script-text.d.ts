/** A script of a page, bundled and made small by scripts/build/page-script-loader.mjs. */
declare module '*?page-script' {
  const source: string;
  export default source;
}
