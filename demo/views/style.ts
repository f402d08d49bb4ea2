import type { Company } from '../companies';
import { Html } from '../html';

const NEUTRAL = { light: '#1d4f91', dark: '#9cc3f5' };

const RULES = `
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--text);background:var(--page);overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:4px}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem;z-index:1}
.sample{margin:0 0 .35rem;font-size:.875rem}
header{background:var(--band);color:#fff}
header>div{padding:1rem}
header>div,main,footer,.nav ul{max-width:46rem;margin:0 auto}
header .name{font-size:1.4rem;font-weight:700;margin:0;line-height:1.2}
header .about{margin:.25rem 0 0}
.nav{background:var(--card);border-bottom:1px solid var(--line)}
.nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.25rem;padding:.25rem 1rem}
.nav a{display:inline-block;padding:.4rem 0}.nav a[aria-current]{font-weight:700;text-decoration:none;border-bottom:3px solid}
main{padding:1rem}
footer{padding:1rem;font-size:.9rem;color:var(--soft)}
h1{font-size:1.6rem;line-height:1.25;margin:.75rem 0}h2{font-size:1.25rem;line-height:1.3;margin:0 0 .5rem}h3{font-size:1.05rem;margin:1rem 0 .25rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.1rem;margin:1rem 0}
.card>:last-child,.card form>:last-child{margin-bottom:0}
.good{border-left:6px solid var(--good)}.bad{border-left:6px solid var(--bad)}.wait{border-left:6px solid var(--accent)}
label{display:block;font-weight:600}.field{margin:0 0 1rem}.hint{display:block;color:var(--soft);font-weight:400;font-size:.95rem}
.error{display:block;color:var(--bad);font-weight:600}
input:not([type=radio]),select{font:inherit;width:100%;min-height:2.75rem;padding:.45rem .6rem;margin-top:.25rem;color:inherit;background:var(--page);border:1px solid var(--edge);border-radius:8px}
input[aria-invalid=true]{border:2px solid var(--bad)}
fieldset{border:0;padding:0;margin:0 0 1rem}legend{font-weight:600;padding:0}
.choice{display:flex;gap:.6rem;padding:.35rem 0;font-weight:400;align-items:flex-start}.choice input{width:1.25rem;height:1.25rem;margin:.15rem 0 0;flex:none;accent-color:var(--accent)}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));gap:0 1rem}
button,.button{font:inherit;font-weight:600;display:inline-block;min-height:2.75rem;padding:.6rem 1.1rem;margin:.25rem .5rem .25rem 0;color:#fff;background:var(--band);border:2px solid var(--band);border-radius:8px;text-decoration:none;cursor:pointer}
button.quiet,.button.quiet{color:var(--accent);background:transparent;border-color:var(--accent)}
dl{display:grid;grid-template-columns:minmax(6rem,auto) 1fr;gap:.3rem 1rem;margin:0 0 1rem}dt{color:var(--soft)}dd{margin:0}
code{font-size:.95em}pre{overflow-x:auto;padding:.75rem;background:var(--page);border:1px solid var(--line);border-radius:8px;font-size:.875rem;white-space:pre-wrap}
.rows{list-style:none;padding:0;margin:0}.rows li{padding:.6rem 0;border-top:1px solid var(--line)}.rows li:first-child{border-top:0}
@media (forced-colors:active){button,.button{border:2px solid ButtonText}}
`;

/** The whole style of a page, in the colours of the company whose site it is. */
export function pageStyle(company: Company | null): Html {
  const accent = company?.accent ?? NEUTRAL;
  return new Html(`<style>
:root{color-scheme:light dark;--accent:${accent.light};--band:${accent.light};--text:#1c2126;--soft:#545d66;--page:#f5f6f8;--card:#fff;--line:#d9dee3;--edge:#7b858f;--good:#116b2f;--bad:#b3201b}
@media (prefers-color-scheme:dark){:root{--accent:${accent.dark};--text:#eceff2;--soft:#b3bcc5;--page:#14181c;--card:#1e242a;--line:#38424c;--edge:#8a95a0;--good:#57c97c;--bad:#ff9b92}}
${RULES}</style>`);
}
