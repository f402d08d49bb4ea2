import type { ReactNode } from 'react';

/** One numbered part of a guide, with an address of its own. */
export function GuideSection({
  id,
  title,
  children,
}: {
  id: string;
  title: string;
  children: ReactNode;
}) {
  const titleId = `${id}-heading`;
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className="mt-12 scroll-mt-4 [&_li]:mt-2 [&_ol]:mt-4 [&_ol]:list-decimal [&_ol]:pl-6 [&_p]:mt-4 [&_ul]:mt-4 [&_ul]:list-disc [&_ul]:pl-6"
    >
      <h2 id={titleId} className="text-2xl font-bold tracking-tight">
        {title}
      </h2>
      {children}
    </section>
  );
}
