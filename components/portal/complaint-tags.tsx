import type { ReactNode } from 'react';

function external(href: string) {
  return function External(chunks: ReactNode) {
    return (
      <a href={href} className="text-link" rel="noreferrer">
        {chunks}
      </a>
    );
  };
}

/** Where to complain, as tags in messages. */
export const complaintTags = {
  sec: external('https://smartenergycodecompany.co.uk/'),
  ico: external('https://ico.org.uk/make-a-complaint/'),
  ofgem: external('https://www.ofgem.gov.uk/'),
};
