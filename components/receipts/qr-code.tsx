import { encode } from 'uqr';

/** The modules that are dark, as one path: each a square. */
function pathOf(modules: boolean[][]): string {
  return modules
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
}

/** A QR code of `text`, drawn dark on white in any colour scheme, with the quiet zone that readers need. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="w-full max-w-64 rounded-lg bg-[#fff] forced-color-adjust-none print:max-w-[6cm]"
    >
      <path d={pathOf(data)} fill="#000" />
    </svg>
  );
}
