import { GenuineBody } from '@/components/shell/genuine-body';
import { env } from '@/lib/platform/env';
import { operator } from '../operator';
import { registerName } from '../register-name';
import { SitePage } from '../site-page';

/** For whoever doubts a page or a mail of ours. */
export default async function GenuinePage() {
  return (
    <SitePage>
      <GenuineBody
        register={await registerName()}
        address={`${env().ORIGIN}/`}
        operator={operator()}
      />
    </SitePage>
  );
}
