const sans = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif';
const mono = 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace';

/** Inline, since some mail programs read no style sheet. Colours are those of the customer's pages. */
export const styles = {
  body: { margin: 0, padding: '24px 12px', fontFamily: sans },
  card: {
    maxWidth: '560px',
    border: '1px solid #ddd7ca',
    borderRadius: '12px',
    borderCollapse: 'separate',
    overflow: 'hidden',
    backgroundColor: '#ffffff',
    color: '#17211f',
  },
  band: {
    padding: '18px 28px 14px',
    backgroundColor: '#0b3b37',
    borderBottom: '4px solid #c79a3e',
  },
  inside: { padding: '26px 28px 4px' },
  register: {
    margin: '0',
    fontSize: '18px',
    lineHeight: '24px',
    fontWeight: 600,
    color: '#ffffff',
  },
  also: { margin: '2px 0 0', fontSize: '14px', lineHeight: '20px', color: '#c9deda' },
  heading: { margin: '0 0 14px', fontSize: '25px', lineHeight: '32px', fontWeight: 700 },
  subheading: { margin: '22px 0 6px', fontSize: '17px', lineHeight: '24px', fontWeight: 700 },
  text: { margin: '0 0 16px', fontSize: '16px', lineHeight: '25px' },
  note: { margin: '0 0 18px', fontSize: '15px', lineHeight: '23px', color: '#4b5855' },
  code: {
    margin: '0 0 12px',
    padding: '14px 0',
    borderRadius: '8px',
    backgroundColor: '#e2efec',
    color: '#0b4640',
    fontFamily: mono,
    fontSize: '36px',
    lineHeight: '44px',
    fontWeight: 700,
    letterSpacing: '6px',
    textAlign: 'center',
  },
  button: {
    padding: '14px 26px',
    borderRadius: '8px',
    backgroundColor: '#0b5a52',
    color: '#ffffff',
    fontSize: '17px',
    fontWeight: 600,
    textAlign: 'center',
  },
  raw: { margin: '16px 0 22px', fontSize: '13px', lineHeight: '20px', color: '#4b5855' },
  link: { color: '#0a5a52', textDecorationLine: 'underline', wordBreak: 'break-all' },
  detail: { margin: '0 0 12px', fontSize: '15px', lineHeight: '23px' },
  rule: { margin: '10px 0 0', borderTop: '1px solid #ddd7ca' },
  footer: { margin: '22px 0 20px', fontSize: '13px', lineHeight: '20px', color: '#4b5855' },
} as const;

/** For mail programs that follow the device. No quotes or angle brackets: React would escape them. */
export const darkMode = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
.page { background-color: #f6f3ec; }
@media (max-width: 480px) {
  .band { padding: 14px 18px 12px !important; }
  .inside { padding: 20px 18px 2px !important; }
}
@media (prefers-color-scheme: dark) {
  .page { background-color: #0f1615 !important; }
  .card { background-color: #18211f !important; border-color: #33413e !important; color: #edf2f0 !important; }
  .band { background-color: #0a2e2b !important; }
  .soft { color: #b3c0bc !important; }
  .link { color: #8ad8ca !important; }
  .code { background-color: #1b3733 !important; color: #c9eae3 !important; }
  .button { background-color: #86d4c6 !important; color: #06231f !important; }
  .rule { border-color: #33413e !important; }
}`;
