'use client';

import { FaultMessage } from '@/components/shell/fault-message';
import './globals.css';

/** Stands in for the whole document where even the layout failed. */
export default function GlobalErrorPage() {
  return (
    <html lang="en">
      <body>
        <FaultMessage />
      </body>
    </html>
  );
}
