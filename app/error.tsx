'use client';

import { FaultMessage } from '@/components/shell/fault-message';

export default function ErrorPage() {
  return <FaultMessage />;
}
