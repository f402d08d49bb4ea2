import { notFound } from 'next/navigation';
import { EndingPage } from '@/components/ceremony/ending-page';
import { MagicLinkBody } from '@/components/ceremony/magic-link-body';
import { viewMagicLink } from '@/lib/ceremonies/mail/view-magic-link';
import { env } from '@/lib/platform/env';
import { operator } from '../../../operator';
import { requireBrowserId } from '../../../require-browser-id';
import { registerName } from '../../../register-name';

interface MagicLinkPageProps {
  params: Promise<{ token: string }>;
}

export default async function MagicLinkPage({ params }: MagicLinkPageProps) {
  const { token } = await params;
  const page = await viewMagicLink({ token, browserId: await requireBrowserId() });
  const register = await registerName();
  switch (page.kind) {
    case 'unknown':
      return notFound();
    case 'ended':
      return <EndingPage view={page.view} register={register} operator={operator()} />;
    case 'open':
      return (
        <MagicLinkBody
          view={page.view}
          register={register}
          origin={env().ORIGIN}
          operator={operator()}
        />
      );
  }
}
