import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { PageTitle } from '@/components/ui/page-title';
import { StatusIcon, type StatusTone } from '@/components/ui/status-icon';

interface MessagePageProps {
  tone: StatusTone;
  /** For the document's title, the state first. */
  title: (string | null)[];
  heading: string;
  text: string;
  children?: ReactNode;
}

/** A page with one message and, mostly, one way on. */
export function MessagePage({ tone, title, heading, text, children }: MessagePageProps) {
  return (
    <>
      <PageTitle parts={title} />
      <Card>
        <StatusIcon tone={tone} large />
        <h1 className="mt-3 text-2xl leading-tight font-bold tracking-tight sm:text-3xl">
          {heading}
        </h1>
        <p className="mt-2 leading-snug text-soft sm:text-lg sm:leading-relaxed">{text}</p>
        {children}
      </Card>
    </>
  );
}
