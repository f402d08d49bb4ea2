export interface NavItem {
  href: string;
  label: string;
}

interface ConsoleNavProps {
  items: NavItem[];
  root: string;
  path: string;
}

function isHere(href: string, root: string, path: string): boolean {
  return href === root ? path === root : path === href || path.startsWith(`${href}/`);
}

/** The way between a console's pages: beside them where there is room, else above. */
export function ConsoleNav({ items, root, path }: ConsoleNavProps) {
  return (
    <nav
      aria-label="Console"
      className="border-b border-line px-2 py-2 sm:px-4 lg:border-r lg:border-b-0 lg:px-3 lg:py-8 print:hidden"
    >
      <ul className="flex flex-wrap gap-1 lg:flex-col">
        {items.map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              aria-current={isHere(href, root, path) ? 'page' : undefined}
              className="flex min-h-11 items-center rounded-lg border-l-4 border-transparent px-2 text-sm font-medium text-ink no-underline hover:bg-sunk lg:px-3 lg:text-base aria-[current]:border-main aria-[current]:bg-tint aria-[current]:font-semibold aria-[current]:text-tint-ink"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
