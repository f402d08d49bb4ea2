/** The register's mark: a meter's dial over the line of an entry. Decoration; the name stands beside it. */
export function RegisterMark() {
  return (
    <svg viewBox="0 0 32 32" className="size-9 shrink-0" aria-hidden="true" focusable="false">
      <rect
        x="1"
        y="1"
        width="30"
        height="30"
        rx="7"
        fill="none"
        className="stroke-band-soft"
        strokeWidth="1.5"
      />
      <path
        d="M8.5 20.5a8 8 0 1 1 15 0"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path
        d="M16 19l4-5.8"
        fill="none"
        className="stroke-brass"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path
        d="M8.5 25h15"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
