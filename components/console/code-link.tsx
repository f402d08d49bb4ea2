import { CodeText } from './code-text';

/** An id or a key that leads to what it names. */
export function CodeLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className="text-link">
      <CodeText>{children}</CodeText>
    </a>
  );
}
